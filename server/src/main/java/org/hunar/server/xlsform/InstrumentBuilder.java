package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hunar.model.json.JsonFields;

/**
 * Makes an instrument and its key of a form: each question that people see is an item, each group at the top a section.
 * What an instrument needs and a form does not is found here, as {@link Finding.Level#PUBLISHING}.
 */
final class InstrumentBuilder {
    private static final String UNGROUPED = "form";

    private final Form form;
    private final Findings findings;
    private final String defaultLanguage;
    private final ScoringSheet scoring;
    private final Map<String, Place> places = new TreeMap<>();
    private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    private final Map<String, List<Object>> items = new HashMap<>();
    private final Map<String, Object> keys = new LinkedHashMap<>();
    private final Set<String> codes = new LinkedHashSet<>();

    private InstrumentBuilder(Form form, ScoringSheet scoring, Findings findings) {
        this.form = form;
        this.scoring = scoring;
        this.findings = findings;
        this.defaultLanguage = form.settings().defaultLanguage();
    }

    static Draft build(Form form, ScoringSheet scoring, Findings findings) {
        InstrumentBuilder builder = new InstrumentBuilder(form, scoring, findings);
        form.root().children().forEach(builder::top);
        scoring.unknownQuestions(builder.codes, findings);
        scoring.checkSums(builder.keys, findings);
        return new Draft(builder.json(), builder.places);
    }

    private Map<String, Object> json() {
        Settings settings = form.settings();
        places.put("/code", settings.place("form_id"));
        places.put("/version", settings.place("version"));
        places.put("/title", settings.place("form_title"));
        places.put("/languages", settings.place("default_language"));
        places.put("/sections", new Place("survey", 0, 0));
        if (settings.cell("form_id").isEmpty()) {
            findings.publishing(settings.place("form_id"), "FORM_ID", "an instrument has a code: fill in form_id");
        }
        if (settings.version().isEmpty()) {
            findings.publishing(
                    settings.place("version"),
                    "VERSION",
                    "an instrument has a version: fill in version, such as 2026092501");
        }
        return new JsonFields()
                .put("code", settings.formId())
                .put("version", settings.version())
                .put("title", Languages.byCode(Text.of(settings.title()), defaultLanguage))
                .put("languages", List.copyOf(languages()))
                .put("sections", List.copyOf(sections.values()))
                .put("key", keys.isEmpty() ? null : Map.of("items", keys))
                .put("skills", scoring.skills(defaultLanguage))
                .toMap();
    }

    private Set<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        form.root()
                .walk(node -> languages.addAll(
                        Languages.byCode(node.label, defaultLanguage).keySet()));
        return languages;
    }

    private void top(Node node) {
        String relevant = node.bound("relevant").orElse("");
        if (node.is(Node.Kind.GROUP)) {
            unasked(node);
            section(node.name, Languages.byCode(node.label, defaultLanguage), node.place);
            node.children().forEach(child -> inner(child, node.name, relevant));
        } else {
            inner(node, UNGROUPED, "");
        }
    }

    private void section(String code, Map<String, String> title, Place place) {
        if (sections.containsKey(code)) {
            return;
        }
        places.put("/sections/" + sections.size(), place);
        List<Object> inSection = new ArrayList<>();
        items.put(code, inSection);
        Map<String, Object> section =
                new JsonFields().put("code", code).put("title", title).toMap();
        section.put("items", inSection);
        sections.put(code, section);
    }

    private void inner(Node node, String section, String relevant) {
        switch (node.kind) {
            case GROUP -> {
                unasked(node);
                String both = and(relevant, node.bound("relevant").orElse(""));
                node.children().forEach(child -> inner(child, section, both));
            }
            case REPEAT -> repeat(node);
            case QUESTION -> {
                if (node.isVisible()) {
                    section(section, Map.of(), node.place);
                    question(node, section, relevant);
                } else {
                    unasked(node);
                }
            }
            default -> {
                // files and meta ask nothing
            }
        }
    }

    private void unasked(Node node) {
        ScoreCells cells = scoring.of(node);
        if (cells.rows().isEmpty() && cells.isScored()) {
            findings.publishing(
                    cells.place(),
                    "UNSUPPORTED",
                    "what nobody is asked is not scored: empty the cell, or score the questions one by one");
        }
    }

    private void repeat(Node repeat) {
        findings.warning(
                repeat.place,
                "REPEAT",
                "what is asked in the repeat " + repeat.name
                        + " is kept with the submission, and is no item: an item has" + " one answer");
        repeat.walk(node -> {
            if (node.is(Node.Kind.QUESTION) && scoring.of(node).isScored()) {
                findings.publishing(
                        scoring.of(node).place(),
                        "REPEAT_SCORED",
                        "what is asked in a repeat cannot be scored: move it out");
                codes.add(node.name);
            }
        });
    }

    private static String and(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one + other;
        }
        return "(" + one + ") and (" + other + ")";
    }

    private void question(Node node, String section, String relevant) {
        ScoreCells cells = scoring.of(node);
        cells.marks(findings);
        ItemTypes.Typed typed = ItemTypes.of(node, form.choices(), cells, findings);
        String pointer = "/sections/" + List.copyOf(sections.keySet()).indexOf(section) + "/items/"
                + items.get(section).size();
        if (!codes.add(node.name)) {
            findings.publishing(
                    node.place,
                    "NAME_TWICE",
                    "two questions are named " + node.name + ": an instrument tells them apart by name");
            return;
        }
        Map<String, Object> item = item(node, typed, relevant);
        cells.skill().ifPresent(skill -> {
            item.put("skill", skill.text());
            places.put(pointer + "/skill", skill.place());
            scoring.checkSkill(skill, findings);
        });
        if (typed.isScored()) {
            score(node, typed, cells);
        }
        places.put(pointer, node.place);
        items.get(section).add(item);
    }

    private void score(Node node, ItemTypes.Typed typed, ScoreCells cells) {
        if (cells.skill().isEmpty()) {
            findings.publishing(
                    cells.place(), "SKILL_MISSING", "a scored question belongs to a skill: fill in score_skill");
        }
        cells.evidence()
                .ifPresent(
                        cell -> findings.publishing(
                                cell.place(),
                                "UNSUPPORTED",
                                "points that hang on a photo are not supported: let the photo be required instead, and empty the cell"));
        cells.unused(typed.type(), findings);
        cells.skill().ifPresent(skill -> scoring.belongs(node.name, skill.text()));
        String pointer = "/key/items/" + node.name;
        places.put(pointer, cells.place());
        cells.critical().ifPresent(critical -> places.put(pointer + "/critical", critical.place()));
        cells.points().ifPresent(points -> places.put(pointer + "/weight", points.place()));
        keys.put(node.name, KeyBuilder.of(typed.type(), cells, choiceNames(node), findings));
    }

    private List<String> choiceNames(Node node) {
        return node.select
                .map(select -> form.choices().list(select.list()).stream()
                        .map(Choice::name)
                        .toList())
                .orElse(List.of());
    }

    private Map<String, Object> item(Node node, ItemTypes.Typed typed, String relevant) {
        Map<String, String> label = Languages.byCode(node.label, defaultLanguage);
        boolean always = node.bound("required")
                .map(XForm::truth)
                .filter("true()"::equals)
                .isPresent();
        return new JsonFields()
                .put("code", node.name)
                .put("type", typed.type().name())
                .put(
                        "label",
                        label.isEmpty() || node.label.plain().isBlank() && !node.label.isTranslated()
                                ? Map.of("en", node.name)
                                : label)
                .put("hint", Languages.byCode(node.hint, defaultLanguage))
                .put("choices", typed.type().hasChoices() ? choices(node) : List.of())
                .put("required", always ? Boolean.TRUE : null)
                .put(
                        "relevant",
                        blankToNull(and(relevant, node.bound("relevant").orElse(""))))
                .put("constraint", node.bound("constraint"))
                .put("lo", typed.lo())
                .put("hi", typed.hi())
                .toMap();
    }

    private static String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private List<Map<String, Object>> choices(Node node) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (Choice choice : form.choices().list(node.select.orElseThrow().list())) {
            Map<String, String> label = Languages.byCode(choice.label(), defaultLanguage);
            choices.add(new JsonFields()
                    .put("code", choice.name())
                    .put("label", label.isEmpty() ? Map.of("en", choice.name()) : label)
                    .toMap());
        }
        return choices;
    }
}
