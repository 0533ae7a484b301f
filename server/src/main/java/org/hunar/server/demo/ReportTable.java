package org.hunar.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hunar.model.json.JsonObject;

/** The scored report as a table of text, one line for each skill and group. */
final class ReportTable {
    private static final List<String> HEADER = List.of(
            "skill", "group", "n", "pre %", "post %", "gain pp", "95 % interval", "g_av", "p", "improved", "declined");

    private final List<List<String>> rows = new ArrayList<>();

    private ReportTable() {
        rows.add(HEADER);
    }

    /** @param report as the server answers it */
    static ReportTable of(JsonObject report) {
        ReportTable table = new ReportTable();
        JsonObject paired = report.object("paired");
        for (String skill : paired.names()) {
            JsonObject groups = paired.object(skill);
            groups.names().forEach(group -> table.rows.add(row(skill, group, groups.object(group))));
        }
        return table;
    }

    /** Texts to the left, figures to the right, a rule under the header. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String pad = " ".repeat(width(column) - row.get(column).length());
                line.append(column < 2 ? row.get(column) + pad : pad + row.get(column))
                        .append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(1, "-".repeat(lines.get(0).length()));
        return lines;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }

    private static List<String> row(String skill, String group, JsonObject figures) {
        JsonObject gain = figures.object("gain");
        JsonObject change = figures.object("change");
        return List.of(
                skill.equals("*") ? "all skills" : skill,
                group.equals("*") ? "everybody" : group,
                number("%.0f", figures, "n_paired"),
                number("%.1f", figures.object("pre"), "mean"),
                number("%.1f", figures.object("post"), "mean"),
                number("%+.1f", gain, "mean"),
                number("%.1f", gain, "ci95_low") + " to " + number("%.1f", gain, "ci95_high"),
                number("%.2f", figures.object("effect"), "g_av"),
                number("%.4f", figures.object("t_test"), "p"),
                number("%.0f", change, "improved"),
                number("%.0f", change, "declined"));
    }

    private static String number(String format, JsonObject json, String name) {
        Optional<String> text = json.optionalNumber(name).map(number -> String.format(Locale.ROOT, format, number));
        return text.orElse("–");
    }
}
