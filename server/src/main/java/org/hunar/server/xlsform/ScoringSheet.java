package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sheets scoring and skills, and the columns score_… of the survey. */
final class ScoringSheet {
    private static final Set<String> OF_PROGRAMME =
            Set.of("phase", "score_phase", "pass_mark", "parent", "score_scheme");

    private final Map<String, List<TableRow>> byQuestion;
    private final List<TableRow> skills;
    private final Map<String, String> skillOfItem = new HashMap<>();

    private ScoringSheet(Map<String, List<TableRow>> byQuestion, List<TableRow> skills) {
        this.byQuestion = byQuestion;
        this.skills = skills;
    }

    static ScoringSheet of(Optional<Table> scoring, Optional<Table> skills, Findings findings) {
        List<TableRow> rows = scoring.map(Table::rows).orElse(List.of());
        rows.stream()
                .filter(row -> row.cell("question").isEmpty())
                .forEach(row -> findings.publishing(
                        row.place("question"),
                        "QUESTION_MISSING",
                        "the row names no question: fill in the column question"));
        scoring.ifPresent(table -> unused(table, findings));
        skills.ifPresent(table -> unused(table, findings));
        Map<String, List<TableRow>> byQuestion = rows.stream()
                .filter(row -> row.cell("question").isPresent())
                .collect(Collectors.groupingBy(row -> row.value("question"), LinkedHashMap::new, Collectors.toList()));
        return new ScoringSheet(byQuestion, skills.map(Table::rows).orElse(List.of()));
    }

    /** By questions, where there is no sheet skills to hold them against. */
    static ScoringSheet of(Map<String, List<TableRow>> byQuestion) {
        return new ScoringSheet(byQuestion, List.of());
    }

    /** Says of columns that mean something elsewhere, or nothing, that nothing is made of them. */
    static void unused(Table table, Findings findings) {
        for (Column column : table.columns()) {
            Optional<String> why = ofProgramme(column);
            if (why.isPresent()) {
                findings.warning(column.header().place(), "COLUMN_UNUSED", why.get());
            } else if (!column.known()) {
                findings.warning(
                        column.header().place(),
                        "COLUMN_UNUSED",
                        "the sheet " + table.name() + " knows no column "
                                + column.header().text());
            }
        }
    }

    /** Why nothing is made of a column that means something elsewhere; empty for any other. */
    static Optional<String> ofProgramme(Column column) {
        return Optional.of("nothing is made of " + column.header().text()
                        + ": phases, schemes of scoring, pass marks and parents of skills belong to the programme")
                .filter(why -> column.known() && OF_PROGRAMME.contains(column.first()));
    }

    ScoreCells of(Node node) {
        boolean own =
                node.row.filter(row -> row.value("name").equals(node.name)).isPresent();
        return new ScoreCells(own ? node.row : Optional.empty(), byQuestion.getOrDefault(node.name, List.of()));
    }

    void unknownQuestions(Set<String> known, Findings findings) {
        byQuestion.forEach((question, rows) -> {
            if (!known.contains(question)) {
                findings.publishing(
                        rows.get(0).place("question"),
                        "QUESTION_UNKNOWN",
                        "the form asks no question " + question + ": write a name from the sheet survey");
            }
        });
    }

    /** If the workbook lists its skills, a question can have no other. */
    void checkSkill(Cell skill, Findings findings) {
        boolean listed = skills.isEmpty()
                || skills.stream().anyMatch(row -> row.value("skill").equals(skill.text()));
        if (!listed) {
            findings.publishing(
                    skill.place(),
                    "SKILL_UNKNOWN",
                    "the sheet skills has no skill " + skill.text() + ": add it, or rename");
        }
    }

    /** The skills of the questions by code, each with its titles by language; where no sheet tells them, its code. */
    Map<String, Map<String, String>> skills(String defaultLanguage) {
        Map<String, Map<String, String>> titles = new TreeMap<>();
        skillOfItem.values().forEach(skill -> titles.put(skill, Map.of("en", skill)));
        for (TableRow row : skills) {
            Map<String, String> title = Languages.byCode(row.text(defaultLanguage, "label"), defaultLanguage);
            if (!title.isEmpty()) {
                titles.computeIfPresent(row.value("skill"), (code, before) -> title);
            }
        }
        return titles;
    }

    void belongs(String item, String skill) {
        skillOfItem.put(item, skill);
    }

    /** The column max of the sheet skills is a sum that the manager made: ours must be the same. */
    void checkSums(Map<String, Object> keys, Findings findings) {
        Map<String, BigDecimal> sums = new HashMap<>();
        keys.forEach((item, key) -> {
            Object weight = ((Map<?, ?>) key).get("weight");
            BigDecimal points = weight == null ? BigDecimal.ONE : (BigDecimal) weight;
            sums.merge(skillOfItem.getOrDefault(item, ""), points, BigDecimal::add);
        });
        for (TableRow row : skills) {
            Optional<Cell> max = row.cell("max");
            Optional<BigDecimal> wanted = max.flatMap(cell -> ScoreCells.number(cell, findings));
            BigDecimal sum = sums.getOrDefault(row.value("skill"), BigDecimal.ZERO);
            if (wanted.isPresent() && wanted.get().compareTo(sum) != 0) {
                findings.publishing(
                        max.orElseThrow().place(),
                        "POINTS_SUM",
                        "the questions of " + row.value("skill") + " earn " + sum.toPlainString()
                                + " points together, not " + wanted.get().toPlainString());
            }
        }
    }
}
