package org.hunar.server.xlsform;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the headers of a sheet mean. They are compared without regard to case and blanks; {@code ::} splits them, or,
 * where no header of the sheet has one, a single colon as in old forms.
 */
record Headers(Map<String, List<String>> aliases, Set<String> known) {
    private static final Map<String, List<String>> MEDIA = Map.of(
            "image", List.of("media", "image"),
            "big-image", List.of("media", "big-image"),
            "audio", List.of("media", "audio"),
            "video", List.of("media", "video"));

    static final Headers SURVEY = new Headers(
            both(
                    MEDIA,
                    Map.ofEntries(
                            entry("read_only", List.of("bind", "readonly")),
                            entry("readonly", List.of("bind", "readonly")),
                            entry("relevant", List.of("bind", "relevant")),
                            entry("relevance", List.of("bind", "relevant")),
                            entry("required", List.of("bind", "required")),
                            entry("constraint", List.of("bind", "constraint")),
                            entry("constraint_message", List.of("bind", "jr:constraintMsg")),
                            entry("constraining_message", List.of("bind", "jr:constraintMsg")),
                            entry("required_message", List.of("bind", "jr:requiredMsg")),
                            entry("requiredmsg", List.of("bind", "jr:requiredMsg")),
                            entry("no_app_error_string", List.of("bind", "jr:noAppErrorString")),
                            entry("noapperrorstring", List.of("bind", "jr:noAppErrorString")),
                            entry("calculation", List.of("bind", "calculate")),
                            entry("calculate", List.of("bind", "calculate")),
                            entry("save_to", List.of("bind", "entities:saveto")),
                            entry("appearance", List.of("control", "appearance")),
                            entry("count", List.of("control", "jr:count")),
                            entry("repeat_count", List.of("control", "jr:count")),
                            entry("jr:count", List.of("control", "jr:count")),
                            entry("autoplay", List.of("control", "autoplay")),
                            entry("rows", List.of("control", "rows")),
                            entry("body", List.of("control")),
                            entry("caption", List.of("label")),
                            entry("command", List.of("type")),
                            entry("tag", List.of("name")),
                            entry("value", List.of("name")))),
            Set.of(
                    "type",
                    "name",
                    "label",
                    "hint",
                    "guidance_hint",
                    "default",
                    "bind",
                    "control",
                    "media",
                    "instance",
                    "parameters",
                    "choice_filter",
                    "trigger",
                    "disabled",
                    "intent",
                    "score_points",
                    "score_answer",
                    "score_rule",
                    "score_partial",
                    "score_max",
                    "score_skill",
                    "score_phase",
                    "score_critical",
                    "score_evidence"));

    static final Headers CHOICES = new Headers(
            both(MEDIA, Map.of("caption", List.of("label"), "value", List.of("name"))),
            Set.of("list_name", "name", "label", "media"));

    static final Headers SETTINGS = new Headers(
            Map.of(
                    "set_form_title",
                    List.of("form_title"),
                    "set_form_id",
                    List.of("form_id"),
                    "title",
                    List.of("form_title"),
                    "id_string",
                    List.of("form_id")),
            Set.of(
                    "form_title",
                    "form_id",
                    "version",
                    "default_language",
                    "instance_name",
                    "style",
                    "namespaces",
                    "allow_choice_duplicates",
                    "client_editable",
                    "public_key",
                    "submission_url",
                    "auto_send",
                    "auto_delete",
                    "omit_instanceid",
                    "attribute",
                    "name",
                    "flat",
                    "clean_text_values",
                    "add_none_option",
                    "instance_id",
                    "score_scheme",
                    "score_on_phone",
                    "pass_mark"));

    static final Headers ENTITIES = new Headers(
            Map.of("list_name", List.of("dataset")),
            Set.of("dataset", "label", "entity_id", "create_if", "update_if", "repeat"));

    static final Headers SCORING = new Headers(
            Map.of("option", List.of("choice"), "name", List.of("question")),
            Set.of("question", "choice", "from", "to", "points", "skill", "weight", "phase", "critical"));

    static final Headers SKILLS =
            new Headers(Map.of(), Set.of("skill", "label", "max", "pass_mark", "parent", "phase"));

    private static Map<String, List<String>> both(Map<String, List<String>> some, Map<String, List<String>> others) {
        Map<String, List<String>> all = new HashMap<>(some);
        all.putAll(others);
        return Map.copyOf(all);
    }

    List<Column> columns(List<Cell> header) {
        boolean doubled = header.stream().anyMatch(cell -> cell.text().contains("::"));
        return header.stream().map(cell -> column(cell, doubled)).toList();
    }

    private Column column(Cell header, boolean doubled) {
        String text = header.text().trim().replaceAll(" +", " ");
        String whole = Names.snakeCase(text);
        if (known.contains(whole)) {
            return new Column(header, List.of(whole), true);
        }
        List<String> tokens = split(text, doubled);
        String first = Names.snakeCase(tokens.get(0));
        List<String> rest = tokens.subList(1, tokens.size());
        if (aliases.containsKey(first)) {
            return new Column(header, joined(aliases.get(first), rest), true);
        }
        return known.contains(first)
                ? new Column(header, joined(List.of(first), rest), true)
                : new Column(header, List.copyOf(tokens), false);
    }

    private static List<String> split(String header, boolean doubled) {
        List<String> tokens = new ArrayList<>();
        for (String token : header.split(doubled ? "::" : ":", -1)) {
            tokens.add(token.trim());
        }
        int jr = doubled ? -1 : tokens.indexOf("jr");
        if (jr >= 0 && jr + 1 < tokens.size()) {
            tokens.set(jr, "jr:" + tokens.remove(jr + 1));
        }
        return tokens;
    }

    private static List<String> joined(List<String> first, List<String> rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(rest);
        return List.copyOf(all);
    }
}
