package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a workbook says of the points of one question: in the columns {@code score_…} of its row, and in the rows of the
 * sheet scoring that name it, which go before.
 *
 * @param row of the sheet survey; empty for a form that was made elsewhere
 * @param rows of the sheet scoring
 */
record ScoreCells(Optional<TableRow> row, List<TableRow> rows) {
    /** How the answer earns points. */
    enum Rule {
        EXACT,
        PER_OPTION,
        PER_OPTION_PENALTY,
        SCALE,
        BAND,
        MANUAL,
        NONE
    }

    private Optional<Cell> column(String name) {
        return row.flatMap(each -> each.cell("score_" + name));
    }

    private Optional<Cell> inSheet(String name) {
        return rows.stream()
                .map(each -> each.cell(name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Cell> either(String name) {
        return inSheet(name).or(() -> column(name));
    }

    boolean isScored() {
        boolean none = column("rule").filter(cell -> cell.text().equals("none")).isPresent();
        return !rows.isEmpty()
                || !none && (column("points").isPresent() || column("answer").isPresent());
    }

    Place place() {
        return rows.isEmpty()
                ? row.map(each -> each.place("score_points")).orElse(Place.WORKBOOK)
                : rows.get(0).place();
    }

    Optional<Cell> skill() {
        return either("skill");
    }

    Optional<Cell> critical() {
        return either("critical").filter(cell -> Settings.isYes(cell.text()));
    }

    Optional<Cell> evidence() {
        return column("evidence").filter(cell -> Settings.isYes(cell.text()));
    }

    Optional<Cell> answer() {
        return column("answer");
    }

    Optional<Cell> max() {
        return column("max");
    }

    /** The rule as it is written; per_option also in the old column score_partial. */
    Optional<Rule> rule(Findings findings) {
        Optional<Cell> cell = column("rule").or(() -> column("partial"));
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Rule.valueOf(cell.get().text().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            findings.publishing(
                    cell.get().place(),
                    "SCORE_RULE",
                    "score_rule is exact, per_option, per_option_penalty, scale, band, manual or none");
            return Optional.empty();
        }
    }

    /** Points where the question as a whole earns them: a weight, or the points of a row without choice and range. */
    Optional<Cell> points() {
        Optional<Cell> whole = rows.stream()
                .filter(each -> each.cell("choice").isEmpty()
                        && each.cell("from").isEmpty()
                        && each.cell("to").isEmpty())
                .map(each -> each.cell("points"))
                .flatMap(Optional::stream)
                .findFirst();
        boolean inSheet = rows.stream().anyMatch(each -> each.cell("points").isPresent());
        return inSheet("weight").or(() -> whole).or(() -> inSheet ? Optional.empty() : column("points"));
    }

    /** The rows that say what a choice earns. */
    List<TableRow> byChoice() {
        return rows.stream().filter(each -> each.cell("choice").isPresent()).toList();
    }

    /** The rows that say what numbers earn. */
    List<TableRow> byRange() {
        return rows.stream()
                .filter(each -> each.cell("from").isPresent() || each.cell("to").isPresent())
                .toList();
    }

    static Optional<BigDecimal> number(Cell cell, Findings findings) {
        Optional<BigDecimal> number = Parameters.number(cell.text());
        if (number.isEmpty()) {
            findings.publishing(cell.place(), "NUMBER", cell.text() + " is no number: write one, with a point");
        }
        return number;
    }
}
