package org.hunar.server.xlsform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks whether everything that is shown is there in every language that is demanded, and which one comes first. */
final class LanguageChecks {
    private static final Map<String, String> MESSAGES =
            Map.of("jr:constraintMsg", "constraint_message", "jr:requiredMsg", "required_message");

    private final Form form;
    private final Findings findings;
    private final String defaultLanguage;
    private final Set<String> lacking = new LinkedHashSet<>();

    private LanguageChecks(Form form, Findings findings) {
        this.form = form;
        this.findings = findings;
        this.defaultLanguage = form.settings().defaultLanguage();
    }

    static void check(Form form, Findings findings) {
        new LanguageChecks(form, findings).all();
    }

    private void all() {
        Set<String> languages = languages();
        for (String language : languages) {
            code(language);
        }
        if (!languages.isEmpty() && !languages.contains(defaultLanguage)) {
            findings.publishing(
                    form.settings().place("default_language"),
                    "DEFAULT_LANGUAGE",
                    "default_language is the language that a phone begins with: write one of "
                            + String.join(", ", languages));
        }
        demanded(languages);
        form.root().walk(this::node);
        form.choices().lists().values().forEach(list -> list.forEach(this::choice));
    }

    /** A name that everybody knows will do; of another one nobody can tell which language it is. */
    private void code(String language) {
        Place place = form.settings().place("default_language");
        Optional<String> known = Languages.code(language);
        if (known.isEmpty()) {
            findings.publishing(
                    place,
                    "LANGUAGE_CODE",
                    "the language " + language + " needs its code, in every header: write English (en)");
        } else if (Languages.written(language).isEmpty()) {
            findings.warning(
                    place,
                    "LANGUAGE_CODE",
                    "the language " + language + " has no code and is taken for " + known.get() + ": write " + language
                            + " (" + known.get() + ") in every header");
        }
    }

    private Set<String> languages() {
        Set<String> languages = new LinkedHashSet<>();
        form.root().walk(node -> {
            languages.addAll(node.label.byLanguage().keySet());
            languages.addAll(node.hint.byLanguage().keySet());
            languages.addAll(node.guidance.byLanguage().keySet());
            MESSAGES.keySet()
                    .forEach(message -> languages.addAll(node.bind
                            .getOrDefault(message, Text.NONE)
                            .byLanguage()
                            .keySet()));
        });
        form.choices()
                .lists()
                .values()
                .forEach(list -> list.forEach(
                        choice -> languages.addAll(choice.label().byLanguage().keySet())));
        return languages;
    }

    /** A language that is nowhere is missed once, not in every row. */
    private void demanded(Set<String> languages) {
        Set<String> codes = new LinkedHashSet<>();
        languages.forEach(language -> Languages.code(language).ifPresent(codes::add));
        for (String code : Languages.DEMANDED) {
            if (!codes.contains(code)) {
                lacking.add(code);
                findings.publishing(
                        new Place("survey", 0, 0),
                        "LANGUAGE_MISSING",
                        "the form does not speak " + Languages.name(code) + ": add columns label::"
                                + Languages.name(code) + " to the sheets survey and choices");
            }
        }
    }

    private void node(Node node) {
        if (node.is(Node.Kind.META) || node.label.plain().equals(" ")) {
            return;
        }
        if (node.isVisible() || !node.label.isEmpty()) {
            complete(node.label, place(node, "label"), "label");
        }
        complete(node.hint, place(node, "hint"), "hint");
        MESSAGES.forEach((message, column) ->
                complete(node.bind.getOrDefault(message, Text.NONE), place(node, "bind", message), column));
        guidance(node);
    }

    /** More than the contract demands, and yet a phone shows a dash where it lacks. */
    private void guidance(Node node) {
        List<String> missing = missing(node.guidance);
        if (!node.guidance.isEmpty() && !missing.isEmpty()) {
            findings.warning(
                    place(node, "guidance_hint"),
                    "LANGUAGE_MISSING",
                    "guidance_hint is shown as - in " + String.join(" and in ", missing) + ": fill it in there too");
        }
    }

    private static Place place(Node node, String... column) {
        return node.row.map(row -> row.place(column)).orElse(node.place);
    }

    private void choice(Choice choice) {
        complete(choice.label(), choice.place(), "label");
    }

    private void complete(Text text, Place place, String column) {
        if (text.isEmpty() && !column.equals("label")) {
            return;
        }
        List<String> missing = missing(text);
        if (!missing.isEmpty()) {
            findings.publishing(
                    place,
                    "LANGUAGE_MISSING",
                    "fill in " + column + " in " + String.join(" and in ", missing) + " too");
        }
    }

    /** The languages that are demanded and that the text lacks, without those that the whole form lacks. */
    private List<String> missing(Text text) {
        Map<String, String> byCode = Languages.byCode(text, defaultLanguage);
        return Languages.DEMANDED.stream()
                .filter(code -> !byCode.containsKey(code) && !lacking.contains(code))
                .map(Languages::name)
                .toList();
    }
}
