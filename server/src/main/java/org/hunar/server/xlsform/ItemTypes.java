package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hunar.model.instrument.ItemType;
import org.hunar.server.xlsform.ScoreCells.Rule;

/** Of what type the item of a question is: that depends on how it is scored. */
final class ItemTypes {
    private static final Map<String, ItemType> UNSCORED = Map.of(
            "int", ItemType.INTEGER,
            "decimal", ItemType.DECIMAL,
            "date", ItemType.DATE,
            "geopoint", ItemType.LOCATION);

    private final Node node;
    private final Choices choices;
    private final ScoreCells cells;
    private final Findings findings;

    /**
     * @param lo lowest rating, of a rated item
     * @param hi highest rating, of a rated item
     */
    record Typed(ItemType type, Optional<BigDecimal> lo, Optional<BigDecimal> hi, boolean isScored) {}

    private ItemTypes(Node node, Choices choices, ScoreCells cells, Findings findings) {
        this.node = node;
        this.choices = choices;
        this.cells = cells;
        this.findings = findings;
    }

    static Typed of(Node node, Choices choices, ScoreCells cells, Findings findings) {
        ItemTypes types = new ItemTypes(node, choices, cells, findings);
        return cells.isScored() ? types.scored() : types.unscored();
    }

    private String bindType() {
        return node.bound("type").orElse("string");
    }

    private Typed unscored() {
        ItemType type = UNSCORED.getOrDefault(bindType(), ItemType.TEXT);
        if (node.type.equals("note")
                || node.bound("readonly")
                        .map(XForm::truth)
                        .filter("true()"::equals)
                        .isPresent()) {
            type = ItemType.NOTE;
        } else if ("image/*".equals(node.control.get("mediatype"))) {
            type = ItemType.PHOTO;
        } else if (node.select.filter(select -> !select.fromFile()).isPresent()
                && cells.skill().isPresent()) {
            type = node.type.equals("select one") ? ItemType.SINGLE_CHOICE : ItemType.MULTIPLE_CHOICE;
        }
        return plain(type, false);
    }

    private static Typed plain(ItemType type, boolean scored) {
        return new Typed(type, Optional.empty(), Optional.empty(), scored);
    }

    private Typed scored() {
        Optional<Rule> rule = cells.rule(findings);
        boolean fromList = node.select.filter(select -> !select.fromFile()).isPresent();
        boolean isNumber = bindType().equals("int") || bindType().equals("decimal");
        if (fromList && rule.filter(Rule.SCALE::equals).isPresent()) {
            return choiceScale();
        }
        if (fromList && node.type.equals("select one")) {
            return plain(ItemType.SINGLE_CHOICE, true);
        }
        if (fromList && node.type.equals("select all that apply")) {
            return plain(ItemType.MULTIPLE_CHOICE, true);
        }
        if (isNumber) {
            return number(rule);
        }
        if (node.type.equals("text")) {
            return rated(ItemType.FREE_TEXT, Optional.of(BigDecimal.ZERO), highest());
        }
        findings.publishing(
                cells.place(),
                "UNSUPPORTED",
                "a question of type " + node.type
                        + " is not scored: score a range, a number, choices or a text beside it");
        return unscored();
    }

    /** Choices named by numbers are a scale: 1 2 3 4 5. */
    private Typed choiceScale() {
        List<BigDecimal> numbers = choices.list(node.select.orElseThrow().list()).stream()
                .map(choice -> Parameters.number(choice.name()).orElse(null))
                .toList();
        if (!node.type.equals("select one") || numbers.stream().anyMatch(Objects::isNull)) {
            findings.publishing(
                    cells.place(),
                    "SCALE",
                    "on a scale one choice is made, and the choices are named by numbers: 1, 2, 3");
            return unscored();
        }
        return rated(
                ItemType.RATING,
                numbers.stream().min(BigDecimal::compareTo),
                numbers.stream().max(BigDecimal::compareTo));
    }

    private Typed number(Optional<Rule> rule) {
        boolean hasKey = cells.answer().isPresent() || !cells.byRange().isEmpty();
        if (hasKey) {
            return plain(ItemType.NUMERIC, true);
        }
        ItemType type = rule.filter(Rule.MANUAL::equals).isPresent() ? ItemType.FREE_TEXT : ItemType.RATING;
        Optional<BigDecimal> start =
                Optional.ofNullable(node.control.get("start")).flatMap(Parameters::number);
        Optional<BigDecimal> end = Optional.ofNullable(node.control.get("end")).flatMap(Parameters::number);
        if (start.isPresent() && end.isPresent()) {
            return rated(
                    type,
                    Optional.of(start.get().min(end.get())),
                    Optional.of(start.get().max(end.get())));
        }
        return rated(
                type, Optional.of(BigDecimal.ZERO), cells.max().flatMap(cell -> ScoreCells.number(cell, findings)));
    }

    /** The highest mark of a text: score_max, or else its points. */
    private Optional<BigDecimal> highest() {
        return cells.max()
                .or(cells::points)
                .flatMap(cell -> ScoreCells.number(cell, findings))
                .filter(number -> number.signum() > 0);
    }

    /** What score_max says is the end of the scale or the points: of a third number nobody knows what it means. */
    private void bestMark(BigDecimal hi) {
        Optional<BigDecimal> points = cells.points().flatMap(cell -> Parameters.number(cell.text()));
        cells.max()
                .filter(cell -> points.isPresent())
                .filter(cell -> Parameters.number(cell.text())
                        .filter(max -> max.compareTo(hi) != 0 && max.compareTo(points.get()) != 0)
                        .isPresent())
                .ifPresent(cell -> findings.publishing(
                        cell.place(),
                        "POINTS_SUM",
                        "the scale ends at " + hi.toPlainString() + " and the points are "
                                + points.get().toPlainString() + ": score_max is one of them, not " + cell.text()));
    }

    private Typed rated(ItemType type, Optional<BigDecimal> lo, Optional<BigDecimal> hi) {
        if (hi.isEmpty()) {
            findings.publishing(
                    cells.place(),
                    "SCALE",
                    "say what is right in score_answer (3, or 3..5), or what the best mark is in score_max");
            return unscored();
        }
        bestMark(hi.get());
        return new Typed(type, lo, hi, true);
    }
}
