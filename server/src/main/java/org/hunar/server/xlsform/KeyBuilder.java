package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.instrument.ItemType;
import org.hunar.server.xlsform.ScoreCells.Rule;

/** The key of one question, as the JSON of a key has it: {@code {key: "yes", weight: 2}}. */
final class KeyBuilder {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final ScoreCells cells;
    private final List<String> choices;
    private final Findings findings;
    private final Map<String, Object> key = new LinkedHashMap<>();
    private Optional<BigDecimal> weight;

    private KeyBuilder(ScoreCells cells, List<String> choices, Findings findings) {
        this.cells = cells;
        this.choices = choices;
        this.findings = findings;
        this.weight = cells.points().flatMap(cell -> positive(cell, findings));
    }

    /** @param choices the names of the choices that may be chosen */
    static Map<String, Object> of(ItemType type, ScoreCells cells, List<String> choices, Findings findings) {
        KeyBuilder builder = new KeyBuilder(cells, choices, findings);
        switch (type) {
            case SINGLE_CHOICE -> builder.single();
            case MULTIPLE_CHOICE -> builder.multiple();
            case NUMERIC -> builder.numeric();
            default -> builder.marked();
        }
        builder.weight.ifPresent(points -> builder.key.put("weight", points));
        cells.critical().ifPresent(yes -> builder.key.put("critical", true));
        builder.max();
        return builder.key;
    }

    /** What a trainer marks has no right answer, and is worth its points. */
    private void marked() {
        weight = cells.worth().flatMap(cell -> positive(cell, findings));
        if (cells.worth().isEmpty() && cells.rows().isEmpty()) {
            findings.publishing(
                    cells.place(),
                    "POINTS_MISSING",
                    "say what the question is worth: fill in score_points, or the best mark in score_max");
        }
    }

    private static Optional<BigDecimal> positive(Cell cell, Findings findings) {
        Optional<BigDecimal> number = ScoreCells.number(cell, findings);
        if (number.filter(each -> each.signum() <= 0).isPresent()) {
            findings.publishing(cell.place(), "POINTS", "a question that is scored earns more than 0 points");
            return Optional.empty();
        }
        return number;
    }

    /** The choices that earn points by the sheet scoring, and how many each; wrong ones may take some back. */
    private Map<String, BigDecimal> byChoice(boolean right) {
        Map<String, BigDecimal> points = new LinkedHashMap<>();
        for (TableRow row : cells.byChoice()) {
            String choice = row.value("choice");
            known(row.cell("choice").orElseThrow(), choice);
            Optional<BigDecimal> number = row.cell("points").flatMap(cell -> ScoreCells.number(cell, findings));
            number.filter(each -> right ? each.signum() > 0 : each.signum() < 0)
                    .ifPresent(each -> points.put(choice, each));
        }
        return points;
    }

    private void known(Cell cell, String choice) {
        if (!choices.contains(choice)) {
            findings.publishing(
                    cell.place(),
                    "CHOICE_UNKNOWN",
                    "the question has no choice " + choice + ": it has " + String.join(", ", choices));
        }
    }

    private List<String> answers() {
        List<String> answers = new ArrayList<>();
        cells.answer().ifPresent(cell -> {
            for (String answer : cell.text().trim().split("\\s+")) {
                known(cell, answer);
                answers.add(answer);
            }
        });
        return answers;
    }

    private void single() {
        Map<String, BigDecimal> points = byChoice(true);
        List<String> right = points.isEmpty() ? answers() : List.copyOf(points.keySet());
        if (right.size() != 1) {
            findings.publishing(
                    cells.place(),
                    "ONE_ANSWER",
                    "of one choice, one answer is right: "
                            + (right.isEmpty() ? "name it in score_answer" : "not " + String.join(" and ", right))
                            + "; for shares of points use select_multiple");
            return;
        }
        key.put("key", right.get(0));
        weight = weight.or(() -> Optional.ofNullable(points.get(right.get(0))));
    }

    private void multiple() {
        Map<String, BigDecimal> points = byChoice(true);
        Map<String, BigDecimal> losses = byChoice(false);
        List<String> right = points.isEmpty() ? answers() : List.copyOf(points.keySet());
        if (right.isEmpty()) {
            findings.publishing(cells.place(), "ANSWER_MISSING", "name the right choices in score_answer");
            return;
        }
        key.put("key", right);
        Rule rule = cells.rule(findings).orElse(points.isEmpty() ? Rule.EXACT : Rule.PER_OPTION);
        if (rule != Rule.EXACT) {
            key.put("scoring", "PARTIAL");
            key.put("penalty", rule == Rule.PER_OPTION_PENALTY ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        if (!points.isEmpty()) {
            shares(points, losses);
        }
    }

    /** The scorer knows equal shares only, and one penalty for all wrong choices. */
    private void shares(Map<String, BigDecimal> points, Map<String, BigDecimal> losses) {
        Set<BigDecimal> different = stripped(points);
        Set<BigDecimal> penalties = stripped(losses);
        boolean allLose = losses.isEmpty() || losses.size() == choices.size() - points.size();
        if (different.size() > 1 || penalties.size() > 1 || !allLose) {
            findings.publishing(
                    cells.place(),
                    "EQUAL_SHARES",
                    "the right choices of a question earn the same points each, and the wrong ones all take back the same:"
                            + " make a question of its own of what is worth more");
            return;
        }
        BigDecimal share = different.iterator().next();
        weight = weight.or(() -> Optional.of(share.multiply(BigDecimal.valueOf(points.size()))));
        if (!penalties.isEmpty()) {
            BigDecimal lost = penalties.iterator().next().negate();
            key.put("scoring", "PARTIAL");
            key.put("penalty", lost.divide(share, 9, RoundingMode.HALF_UP).stripTrailingZeros());
        }
    }

    private static Set<BigDecimal> stripped(Map<String, BigDecimal> points) {
        Set<BigDecimal> stripped = new LinkedHashSet<>();
        points.values().forEach(each -> stripped.add(each.stripTrailingZeros()));
        return stripped;
    }

    private void numeric() {
        List<TableRow> ranges = cells.byRange().stream()
                .filter(row -> row.cell("points")
                        .flatMap(cell -> Parameters.number(cell.text()))
                        .filter(points -> points.signum() == 0)
                        .isEmpty())
                .toList();
        if (ranges.size() > 1) {
            findings.publishing(
                    ranges.get(1).place("from"), "ONE_RANGE", "one range of numbers is right: take the others out");
        } else if (ranges.size() == 1) {
            TableRow range = ranges.get(0);
            range(range);
            weight = weight.or(() -> range.cell("points").flatMap(cell -> positive(cell, findings)));
        } else {
            cells.answer().ifPresent(this::band);
        }
    }

    /** A key is a number and how far from it is right, too: it cannot say of a range that it has no end. */
    private void range(TableRow range) {
        Optional<Cell> from = range.cell("from");
        Optional<Cell> to = range.cell("to");
        if (from.isEmpty() || to.isEmpty()) {
            String empty = from.isEmpty() ? "from" : "to";
            findings.publishing(
                    range.place(empty),
                    "RANGE",
                    "a range has two ends: fill in " + empty
                            + " with the furthest number that the question takes; for one"
                            + " number alone write it into both");
            return;
        }
        between(from.get().place(), ScoreCells.number(from.get(), findings), ScoreCells.number(to.get(), findings));
    }

    /** {@code 3} or {@code 3..5}. */
    private void band(Cell answer) {
        String[] ends = answer.text().trim().split("\\.\\.", 2);
        Cell from = answer.with(ends[0]);
        Cell to = answer.with(ends[ends.length - 1]);
        between(answer.place(), ScoreCells.number(from, findings), ScoreCells.number(to, findings));
    }

    private void between(Place place, Optional<BigDecimal> from, Optional<BigDecimal> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return;
        }
        if (from.get().compareTo(to.get()) > 0) {
            findings.publishing(place, "RANGE", "the range ends before it begins: write the lower number first");
            return;
        }
        key.put("key", from.get().add(to.get()).divide(TWO));
        key.put("tolerance", to.get().subtract(from.get()).divide(TWO));
    }

    private void max() {
        Optional<BigDecimal> max = cells.max().flatMap(cell -> ScoreCells.number(cell, findings));
        boolean sums = key.containsKey("key");
        if (sums && max.isPresent() && weight.isPresent() && max.get().compareTo(weight.get()) != 0) {
            findings.publishing(
                    cells.max().orElseThrow().place(),
                    "POINTS_SUM",
                    "the answers earn " + weight.get().toPlainString() + " points, not "
                            + max.get().toPlainString());
        }
    }
}
