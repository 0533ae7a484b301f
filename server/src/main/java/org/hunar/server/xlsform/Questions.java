package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hunar.server.xlsform.FormBuilder.Open;
import org.hunar.server.xlsform.FormBuilder.TableList;

/** Makes the nodes of questions from their rows. */
final class Questions {
    private static final Map<String, String> SELECTS = Map.ofEntries(
            Map.entry("add select one prompt using", "select one"),
            Map.entry("add select multiple prompt using", "select all that apply"),
            Map.entry("select all that apply from", "select all that apply"),
            Map.entry("select one from", "select one"),
            Map.entry("select1", "select one"),
            Map.entry("select_one", "select one"),
            Map.entry("select one", "select one"),
            Map.entry("select_multiple", "select all that apply"),
            Map.entry("select all that apply", "select all that apply"),
            Map.entry("select_one_from_file", "select one"),
            Map.entry("select_multiple_from_file", "select all that apply"),
            Map.entry("select one from file", "select one"),
            Map.entry("select multiple from file", "select all that apply"),
            Map.entry("rank", "rank"));

    private static final Pattern SELECT = Pattern.compile("("
            + SELECTS.keySet().stream().sorted().map(Pattern::quote).collect(Collectors.joining("|"))
            + ") (\\S+)( (?:or specify other|or_other|or other))?");

    private static final Set<String> UNSUPPORTED = Set.of("include", "osm", "select_one_external", "cascading_select");
    private static final Pattern SEARCH = Pattern.compile("search\\(.*");

    private final Settings settings;
    private final Choices choices;
    private final Findings findings;
    private final TypeDetails details;

    Questions(Settings settings, Choices choices, Findings findings) {
        this.settings = settings;
        this.choices = choices;
        this.findings = findings;
        this.details = new TypeDetails(choices, findings);
    }

    /** What rows of groups and questions have in common. */
    void describe(Node node, TableRow row) {
        String language = settings.defaultLanguage();
        node.label = row.text(language, "label");
        node.hint = row.text(language, "hint");
        node.guidance = row.text(language, "guidance_hint");
        node.bind.putAll(row.texts(language, "bind"));
        node.control.putAll(row.values("control"));
        node.media.putAll(row.texts(language, "media"));
        node.instance.putAll(row.values("instance"));
    }

    void add(Open parent, TableRow row, String type, String name) {
        Matcher select = SELECT.matcher(type);
        if (type.equals("xml-external") || type.equals("csv-external")) {
            parent.node.add(new Node(Node.Kind.EXTERNAL, name, type, row.place("name"), Optional.of(row)));
        } else if (select.matches()) {
            select(parent, row, name, select);
        } else if (QuestionType.find(type).isEmpty() || SELECTS.containsKey(type)) {
            unknown(row, type);
        } else {
            Node node = question(row, type, name);
            details.apply(node, row);
            parent.node.add(node);
        }
    }

    private void unknown(TableRow row, String type) {
        String word = type.split(" ")[0];
        if (SELECTS.containsKey(type)) {
            findings.error(row.place("type"), "LIST_MISSING", "name the list after " + type + ": " + type + " colours");
        } else if (UNSUPPORTED.contains(word) || UNSUPPORTED.contains(type)) {
            findings.error(row.place("type"), "UNSUPPORTED", "the type " + word + " is not supported: ask otherwise");
        } else {
            findings.error(
                    row.place("type"),
                    "TYPE_UNKNOWN",
                    "there is no type " + type + ": see server/docs/xlsform.md for those there are");
        }
    }

    private Node question(TableRow row, String type, String name) {
        QuestionType kind = QuestionType.find(type).orElseThrow();
        Node node = new Node(Node.Kind.QUESTION, name, type, row.place("name"), Optional.of(row));
        kind.bind().forEach((attribute, value) -> node.bind.put(attribute, Text.of(value)));
        if (!kind.mediatype().isEmpty()) {
            node.control.put("mediatype", kind.mediatype());
        }
        describe(node, row);
        if (node.hint.isEmpty() && !kind.hint().isEmpty()) {
            node.hint = Text.of(kind.hint());
        }
        if ("label".equals(node.control.get("appearance")) && node.label.isEmpty()) {
            node.label = Text.of(" ");
        }
        node.trigger = row.value("trigger");
        node.defaultValue = row.value("default");
        if (Expressions.isDynamic(node.defaultValue, type)) {
            node.actions.add(new Node.Action("setvalue", "odk-instance-first-load", node.defaultValue, Map.of()));
            node.actions.add(new Node.Action("setvalue", "odk-new-repeat", node.defaultValue, Map.of()));
            node.defaultValue = "";
        } else if (type.equals("photo")
                && !node.defaultValue.isEmpty()
                && !node.defaultValue.contains("jr://images/")) {
            node.defaultValue = "jr://images/" + node.defaultValue;
        }
        shown(node, row);
        return node;
    }

    private void shown(Node node, TableRow row) {
        boolean saysNothing = node.label.isEmpty() && node.media.isEmpty() && node.hint.isEmpty();
        if (node.isVisible() && saysNothing) {
            findings.error(
                    row.place("label"), "LABEL_MISSING", "nobody can see what is asked: fill in the column label");
        }
        if (node.media.containsKey("big-image") && !node.media.containsKey("image")) {
            findings.error(
                    row.place("media", "big-image"), "IMAGE_MISSING", "a big-image needs an image: fill it in too");
        }
        if (node.type.equals("calculate") && node.bound("calculate").isEmpty() && node.actions.isEmpty()) {
            findings.error(
                    row.place("bind", "calculate"),
                    "CALCULATION_MISSING",
                    "there is nothing to calculate: fill in calculation");
        }
    }

    Node audit(TableRow row) {
        row.cell("name")
                .filter(name -> !name.text().equals("audit"))
                .ifPresent(name -> findings.error(
                        name.place(), "NAME_INVALID", "an audit is always named audit: leave the column name empty"));
        Node node = question(row, "audit", "audit");
        details.apply(node, row);
        return node;
    }

    private void select(Open parent, TableRow row, String name, Matcher type) {
        String list = type.group(2);
        boolean orOther = type.group(3) != null;
        boolean isFile = Select.isFile(list);
        if (type.group(1).endsWith("file") && !isFile) {
            findings.error(row.place("type"), "LIST_FILE", "name a file after " + type.group(1) + ": schools.csv");
            return;
        }
        if (!isFile && !hasList(row, list)) {
            return;
        }
        String kind = SELECTS.get(type.group(1));
        Node node = question(row, kind, name);
        Parameters parameters = details.select(row, isFile);
        node.select = Optional.of(new Select(list, isFile, row.value("choice_filter"), parameters.all()));
        if (SEARCH.matcher(node.control.getOrDefault("appearance", "")).lookingAt()) {
            findings.error(
                    row.place("control", "appearance"),
                    "UNSUPPORTED",
                    "search() is not supported: use select_one_from_file with a choice_filter");
        }
        if (kind.equals("select all that apply")) {
            noBlanks(list);
        }
        inTable(parent, row, list, kind, node);
        parent.node.add(node);
        if (orOther) {
            other(parent, row, list, name);
        }
    }

    private boolean hasList(TableRow row, String list) {
        if (choices.has(list)) {
            return true;
        }
        Place place = row.place("type");
        if (list.contains("${")) {
            findings.error(place, "UNSUPPORTED", "choices from earlier answers are not supported: name a list");
        } else if (choices.isEmpty()) {
            findings.error(place, "LIST_UNKNOWN", "there are no choices: add a sheet choices with the list " + list);
        } else {
            findings.error(place, "LIST_UNKNOWN", "the sheet choices has no list " + list);
        }
        return false;
    }

    /** Several choices travel with blanks between them. */
    private void noBlanks(String list) {
        for (Choice choice : choices.list(list)) {
            if (choice.name().contains(" ")) {
                findings.error(
                        choice.place(),
                        "CHOICE_BLANK",
                        "the choice " + choice.name() + " of the list " + list
                                + " holds a blank, and several may be chosen: write _ for it");
            }
        }
    }

    private void other(Open parent, TableRow row, String list, String name) {
        if (row.cell("choice_filter").isPresent()) {
            findings.error(row.place("choice_filter"), "OR_OTHER", "or_other and choice_filter do not go together");
        }
        choices.addOther(list);
        Node other = new Node(Node.Kind.QUESTION, name + "_other", "text", row.place("name"), Optional.of(row));
        other.label = Text.of("Specify other.");
        other.bind.put("type", Text.of("string"));
        other.bind.put("relevant", Text.of("selected(../" + name + ", 'other')"));
        parent.take(other.name, row.place("type"), findings);
        parent.node.add(other);
    }

    /** Begins a table: its label becomes a note above it. */
    void tableList(Open group, TableRow row) {
        List<String> words = new ArrayList<>(
                List.of(group.node.control.getOrDefault("appearance", "").split(" ")));
        if (!words.remove("table-list")) {
            return;
        }
        group.tableList = TableList.OPEN;
        words.removeIf(String::isEmpty);
        words.add(0, "field-list");
        group.node.control.put("appearance", String.join(" ", words));
        if (!group.node.label.isEmpty() || !group.node.hint.isEmpty()) {
            Node note = new Node(
                    Node.Kind.QUESTION,
                    "generated_table_list_label_" + row.first().row(),
                    "note",
                    row.place("name"),
                    Optional.empty());
            note.questionType().bind().forEach((attribute, value) -> note.bind.put(attribute, Text.of(value)));
            note.label = group.node.label;
            note.hint = group.node.hint;
            group.node.label = Text.NONE;
            group.node.hint = Text.NONE;
            group.node.add(note);
        }
    }

    private void inTable(Open group, TableRow row, String list, String kind, Node node) {
        if (!group.tableList.isOne()) {
            return;
        }
        if (group.tableList.list().isEmpty()) {
            tableHeader(group, row, list, kind, node);
        } else if (!group.tableList.list().get().equals(list)) {
            findings.error(
                    row.place("type"),
                    "TABLE_LIST",
                    "all questions of a table share a list: this one has " + list + ", the first has "
                            + group.tableList.list().get());
        }
        node.control.put("appearance", "list-nolabel");
    }

    private void tableHeader(Open group, TableRow row, String list, String kind, Node node) {
        if (row.cell("choice_filter").isPresent()) {
            findings.error(row.place("choice_filter"), "TABLE_LIST", "a table knows no choice_filter: empty the cell");
        }
        group.tableList = new TableList(true, Optional.of(list));
        Node header = new Node(
                Node.Kind.QUESTION,
                "reserved_name_for_field_list_labels_" + row.first().row(),
                kind,
                row.place("name"),
                Optional.empty());
        header.label = Text.of(" ");
        header.control.put("appearance", "label");
        header.bind.put("type", node.bind.get("type"));
        header.select = Optional.of(new Select(list, false, "", Map.of()));
        group.node.add(header);
    }

    /** Hangs what a question sets off below that question. */
    void linkTriggers(Node root) {
        References references = new References(root);
        root.walk(node -> {
            if (!node.trigger.isEmpty()) {
                link(node, references);
            } else if (node.type.equals("background-geopoint")) {
                findings.error(place(node), "TRIGGER", "a background-geopoint needs a trigger: name a question there");
            }
        });
    }

    private static Place place(Node node) {
        return node.row.map(row -> row.place("trigger")).orElse(node.place);
    }

    private void link(Node node, References references) {
        Place place = place(node);
        boolean geopoint = node.type.equals("background-geopoint");
        String value = node.bound("calculate").orElse("");
        if (geopoint && !value.isEmpty()) {
            findings.error(place, "TRIGGER", "a background-geopoint is not calculated: empty the cell calculation");
        }
        for (String reference : node.trigger.split(",")) {
            Optional<Node> by = references.single(reference);
            if (by.isEmpty() || !by.get().is(Node.Kind.QUESTION) || !by.get().isVisible()) {
                findings.error(
                        place, "TRIGGER", "a trigger is a question that people answer, such as ${name}; this is none");
                continue;
            }
            by.get()
                    .actions
                    .add(new Node.Action(
                            geopoint ? "odk:setgeopoint" : "setvalue",
                            "xforms-value-changed",
                            value,
                            Map.of("ref", node.path())));
        }
    }
}
