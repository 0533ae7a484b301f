package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.instrument.ItemType;

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

    /** The rules by which items of each type are scored. */
    private static final Map<ItemType, Set<Rule>> RULES = Map.of(
            ItemType.SINGLE_CHOICE, Set.of(Rule.EXACT, Rule.PER_OPTION, Rule.PER_OPTION_PENALTY),
            ItemType.MULTIPLE_CHOICE, Set.of(Rule.EXACT, Rule.PER_OPTION, Rule.PER_OPTION_PENALTY),
            ItemType.NUMERIC, Set.of(Rule.EXACT, Rule.BAND),
            ItemType.RATING, Set.of(Rule.SCALE),
            ItemType.FREE_TEXT, Set.of(Rule.MANUAL, Rule.SCALE));

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

    /** Whether any cell says how the question earns points; a skill alone does not. */
    boolean isScored() {
        boolean none = ruleCell()
                .filter(cell -> cell.text().toLowerCase(Locale.ROOT).equals("none"))
                .isPresent();
        return !rows.isEmpty() || !none && columns().findFirst().isPresent();
    }

    private Optional<Cell> ruleCell() {
        return column("rule").or(() -> column("partial"));
    }

    private Stream<Cell> columns() {
        return Stream.of(column("points"), ruleCell(), column("answer"), column("max"))
                .flatMap(Optional::stream);
    }

    /** Where it is said that the question is scored. */
    Place place() {
        return rows.isEmpty()
                ? columns()
                        .findFirst()
                        .map(Cell::place)
                        .orElse(row.map(each -> each.place("score_points")).orElse(Place.WORKBOOK))
                : rows.get(0).place("question");
    }

    Optional<Cell> skill() {
        return either("skill");
    }

    /** Warns of marks that are neither yes nor no, and of a mark on a question that earns nothing. */
    void marks(Findings findings) {
        for (String name : List.of("critical", "evidence")) {
            Optional<Cell> cell = either(name);
            cell.ifPresent(each -> Settings.yesOrNo(each, name, findings));
            cell.filter(each -> Settings.isYes(each.text()) && !isScored())
                    .ifPresent(each -> findings.warning(
                            each.place(),
                            "NOT_SCORED",
                            "nothing is made of " + name + ": the question earns no points"));
        }
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
        Optional<Cell> cell = ruleCell();
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

    /** What a trainer's marks are worth: where no points are written, as much as the best mark. */
    Optional<Cell> worth() {
        return points().or(this::max);
    }

    /**
     * Says of what no question of that type can use: a rule of another type; a right answer of what a trainer marks, which
     * would be taken for the key.
     */
    void unused(ItemType type, Findings findings) {
        Optional<Rule> rule = rule(findings);
        rule.filter(each -> each != Rule.NONE && !RULES.get(type).contains(each))
                .ifPresent(each -> findings.publishing(
                        ruleCell().orElseThrow().place(),
                        "SCORE_RULE",
                        "this question cannot be scored by the rule "
                                + each.name().toLowerCase(Locale.ROOT) + ": write "
                                + RULES.get(type).stream()
                                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                                        .sorted()
                                        .collect(Collectors.joining(" or "))
                                + ", or empty the cell"));
        List<String> columns = type.hasScale()
                ? List.of("choice", "from", "to")
                : type == ItemType.NUMERIC ? List.of("choice") : List.of("from", "to");
        Stream<Cell> inSheet =
                rows.stream().flatMap(each -> columns.stream().map(each::cell).flatMap(Optional::stream));
        Stream<Cell> answers = type.hasScale() ? answer().stream() : Stream.empty();
        Stream.concat(answers, inSheet)
                .forEach(cell -> findings.publishing(
                        cell.place(),
                        "ANSWER_UNUSED",
                        type.hasScale()
                                ? "what is marked on a scale has no right answer: empty the cell, or ask with choices or for a number"
                                : "a question of this type has no such answer: empty the cell"));
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
