package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the sheet survey row by row: what begins and ends, and the questions between. */
final class FormBuilder {
    private static final Pattern BEGIN =
            Pattern.compile("begin[ _](group|lgroup|repeat|loop|looped group)(?: (?:over )?(\\S+))?");
    private static final Pattern END = Pattern.compile("end[ _](group|lgroup|repeat|loop|looped group)");
    private static final Map<String, String> KINDS =
            Map.of("group", "group", "lgroup", "repeat", "repeat", "repeat", "looped group", "repeat", "loop", "loop");

    /** Who looks through a form goes down one call a group. */
    private static final int MOST_NESTED = 100;

    /** As many as a sheet may have rows. */
    private static final int MOST_IN_LOOP = 50_000;

    private final Settings settings;
    private final Choices choices;
    private final Optional<Entity> entity;
    private final Findings findings;
    private final Node root;
    private final Questions questions;
    private final List<Node> metaChildren = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Place> savedTo = new HashMap<>();
    private final Set<String> repeatNames = new HashSet<>();

    /** Whether a row means to ask, or to group, something; it may be wrong. */
    private boolean asks;

    /** A group that has begun and not ended. */
    static final class Open {
        final Node node;
        final String kind;
        final String loopOver;
        final Set<String> names = new HashSet<>();
        final Set<String> namesInLowerCase = new HashSet<>();
        TableList tableList = TableList.NONE;

        Open(Node node, String kind, String loopOver) {
            this.node = node;
            this.kind = kind;
            this.loopOver = loopOver;
        }

        /** Takes a name for a node in this group, of a row or of what is made beside it: there is one of each. */
        void take(String name, Place place, Findings findings) {
            if (!names.add(name)) {
                findings.error(place, "NAME_TWICE", "the name " + name + " is there already in this group: rename one");
            } else if (!namesInLowerCase.add(name.toLowerCase(Locale.ROOT))) {
                findings.warning(place, "NAME_NEARLY_TWICE", "another name differs from " + name + " only by capitals");
            }
        }
    }

    /** A group that is shown as a table: one list of choices for all its questions. */
    record TableList(boolean isOne, Optional<String> list) {
        static final TableList NONE = new TableList(false, Optional.empty());
        static final TableList OPEN = new TableList(true, Optional.empty());
    }

    private FormBuilder(Settings settings, Choices choices, Optional<Entity> entity, Findings findings) {
        this.settings = settings;
        this.choices = choices;
        this.entity = entity;
        this.findings = findings;
        this.root = new Node(Node.Kind.FORM, settings.rootName(), "survey", Place.WORKBOOK, Optional.empty());
        this.questions = new Questions(settings, choices, findings);
        open.push(new Open(root, "survey", ""));
    }

    static Form build(Table survey, Settings settings, Choices choices, Optional<Entity> entity, Findings findings) {
        FormBuilder builder = new FormBuilder(settings, choices, entity, findings);
        builder.headers(survey);
        survey.rows().forEach(builder::row);
        builder.close();
        return new Form(builder.root, settings, choices, entity, new References(builder.root));
    }

    private void headers(Table survey) {
        for (Column column : survey.columns()) {
            if (!column.known()) {
                findings.warning(
                        column.header().place(),
                        "COLUMN_UNUSED",
                        "the column " + column.header().text() + " is not known and not used");
            }
            ScoringSheet.ofProgramme(column)
                    .ifPresent(why -> findings.warning(column.header().place(), "COLUMN_UNUSED", why));
        }
        if (!survey.has("type")) {
            findings.error(survey.place(), "COLUMN_MISSING", "the sheet " + survey.name() + " needs a column type");
        }
    }

    private void row(TableRow row) {
        if (row.cell("disabled").isPresent()) {
            findings.warning(row.place("disabled"), "DISABLED", "the column disabled is old: use relevant instead");
            if (Settings.isYes(row.value("disabled"))) {
                return;
            }
        }
        Optional<Cell> type = row.cell("type");
        if (type.isEmpty()) {
            untyped(row);
            return;
        }
        asks = true;
        Matcher begin = BEGIN.matcher(type.get().text());
        Matcher end = END.matcher(type.get().text());
        if (end.matches()) {
            end(row, KINDS.get(end.group(1)));
        } else if (begin.matches()) {
            begin(row, KINDS.get(begin.group(1)), begin.group(2) == null ? "" : begin.group(2));
        } else {
            question(row, QuestionType.canonical(type.get().text()));
        }
    }

    private void untyped(TableRow row) {
        boolean named = row.cell("name").isPresent()
                || !row.text(settings.defaultLanguage(), "label").isEmpty();
        if (named) {
            asks = true;
            findings.error(row.place("type"), "TYPE_MISSING", "the row has no type: fill in the column type");
        } else if (!row.entries().isEmpty()) {
            findings.warning(row.place(), "ROW_UNUSED", "the row has no type, name or label and is not used");
        }
    }

    private void begin(TableRow row, String kind, String loopOver) {
        Optional<String> name = name(row, "");
        boolean repeats = kind.equals("repeat");
        Node node = new Node(
                repeats ? Node.Kind.REPEAT : Node.Kind.GROUP,
                name.orElse("_"),
                kind,
                row.place("name"),
                Optional.of(row));
        if (repeats && name.isPresent()) {
            repeatName(row, name.get());
        }
        if (row.cell("bind", "required")
                .filter(cell -> !cell.text().matches("(?i)no|false(\\(\\))?"))
                .isPresent()) {
            findings.error(
                    row.place("bind", "required"),
                    "GROUP_REQUIRED",
                    "a " + kind + " cannot be required: let the questions in it be required");
        }
        if (row.cell("bind", "entities:saveto").isPresent()) {
            findings.error(
                    row.place("bind", "entities:saveto"), "SAVE_TO", "a " + kind + " cannot be saved: empty the cell");
        }
        if (kind.equals("loop") && !choices.has(loopOver)) {
            findings.error(row.place("type"), "LIST_UNKNOWN", "write begin loop over a list of the sheet choices");
        }
        node.flat = settings.isFlat() && !repeats;
        questions.describe(node, row);
        row.cell("intent").ifPresent(intent -> node.control.put("intent", intent.text()));
        if (repeats) {
            repeatCount(node, row);
        }
        node.bind.remove("required");
        Open group = new Open(node, kind, loopOver);
        if (open.size() < MOST_NESTED) {
            current().add(node);
        } else if (open.size() == MOST_NESTED) {
            findings.error(
                    row.place("type"), "NESTED", "more than " + MOST_NESTED + " groups within each other: use fewer");
        }
        open.push(group);
        if (node.label.isEmpty()
                && node.media.isEmpty()
                && !kind.equals("loop")
                && !"field-list".equals(node.control.get("appearance"))) {
            findings.warning(row.place("label"), "NO_LABEL", "the " + kind + " has no label");
        }
        questions.tableList(group, row);
    }

    /** How often to repeat: a reference is used as it is, anything else is computed in a node of its own. */
    private void repeatCount(Node node, TableRow row) {
        String count = node.control.get("jr:count");
        if (count == null || count.matches("\\$\\{" + Names.NCNAME + "}")) {
            return;
        }
        Node counter = new Node(
                Node.Kind.QUESTION,
                node.name + "_count",
                "calculate",
                row.place("control", "jr:count"),
                Optional.of(row));
        counter.bind.put("type", Text.of("string"));
        counter.bind.put("readonly", Text.of("true()"));
        counter.bind.put("calculate", Text.of(count));
        open.peek().take(counter.name, counter.place, findings);
        current().add(counter);
        node.control.put("jr:count", "${" + counter.name + "}");
    }

    private void repeatName(TableRow row, String name) {
        if (name.equals(root.name)) {
            findings.error(row.place("name"), "NAME_TWICE", "a repeat cannot be named as the form is: " + name);
        } else if (!repeatNames.add(name)) {
            findings.error(row.place("name"), "NAME_TWICE", "there is a repeat named " + name + " already: rename one");
        }
    }

    private void end(TableRow row, String kind) {
        if (open.size() == 1 || !open.peek().kind.equals(kind)) {
            String what = open.size() == 1
                    ? "nothing is open here"
                    : "the " + open.peek().kind + " " + open.peek().node.name + " of row "
                            + open.peek().node.place.row() + " is still open";
            findings.error(
                    row.place("type"),
                    "END_UNMATCHED",
                    "this ends a " + kind + ", but " + what + ": every begin needs its end");
            return;
        }
        Open group = open.pop();
        if (group.kind.equals("loop")) {
            unroll(group.node, choices.list(group.loopOver));
        }
    }

    /** Each choice becomes a group of its name; a loop within a loop multiplies. */
    private void unroll(Node loop, List<Choice> list) {
        for (Choice choice : list) {
            if (!Names.isXmlName(choice.name()) || Names.hasPrefix(choice.name())) {
                findings.error(
                        choice.place(),
                        "NAME_INVALID",
                        "a loop makes a group of the choice " + choice.name() + ": names " + Names.RULE);
            }
        }
        AtomicLong nodes = new AtomicLong();
        loop.walk(node -> nodes.incrementAndGet());
        if (nodes.get() * list.size() > MOST_IN_LOOP) {
            findings.error(
                    place(loop, "type"),
                    "LOOP",
                    "the loop makes more than " + MOST_IN_LOOP + " questions: loop over fewer choices");
        } else {
            Loops.unroll(loop, list);
        }
    }

    private void question(TableRow row, String type) {
        if (type.equals("audit")) {
            metaChildren.add(questions.audit(row));
            return;
        }
        Optional<String> name = name(row, type);
        if (row.cell("bind", "entities:saveto").isPresent()) {
            saveTo(row);
        }
        questions.add(open.peek(), row, type, name.orElse("_"));
    }

    private void saveTo(TableRow row) {
        Cell saveTo = row.cell("bind", "entities:saveto").orElseThrow();
        String property = saveTo.text().toLowerCase(Locale.ROOT);
        boolean inRepeat = open.stream().anyMatch(each -> each.node.is(Node.Kind.REPEAT));
        if (entity.isEmpty()) {
            findings.error(saveTo.place(), "SAVE_TO", "save_to needs a sheet entities that says what to save to");
        } else if (inRepeat) {
            findings.error(
                    saveTo.place(),
                    "SAVE_TO",
                    "an entry takes one answer, and a repeat has many: move the question out");
        } else if (property.equals("name")
                || property.equals("label")
                || property.startsWith("__")
                || !Names.isXmlName(saveTo.text())) {
            findings.error(
                    saveTo.place(), "SAVE_TO", "a property may " + Names.RULE + "; name, label and __… are taken");
        }
        Place other = savedTo.putIfAbsent(property, saveTo.place());
        if (other != null) {
            findings.publishing(
                    saveTo.place(),
                    "SAVE_TO_TWICE",
                    saveTo.text() + " is saved by " + other + " already, and nobody knows which answer stays: empty one"
                            + " of the two");
        }
    }

    /** The name of a row that must have one; empty if it has none that will do. */
    private Optional<String> name(TableRow row, String type) {
        Optional<Cell> cell = row.cell("name");
        if (cell.isEmpty() && !type.equals("note")) {
            findings.error(row.place("name"), "NAME_MISSING", "the row has no name: fill in the column name");
            return Optional.empty();
        }
        String name = cell.map(Cell::text)
                .orElseGet(() -> "generated_note_name_" + row.first().row());
        Place place = row.place("name");
        if (!Names.isXmlName(name) || Names.hasPrefix(name)) {
            findings.error(place, "NAME_INVALID", "the name " + name + " will not do: names " + Names.RULE);
            return Optional.empty();
        }
        if (open.peek().node == root && name.equals("meta")) {
            findings.error(place, "NAME_TAKEN", "the name meta is taken by the form itself: choose another");
        }
        open.peek().take(name, place, findings);
        return Optional.of(name);
    }

    private static Place place(Node node, String column) {
        return node.row.map(row -> row.place(column)).orElse(node.place);
    }

    private Node current() {
        return open.peek().node;
    }

    private void close() {
        while (open.size() > 1) {
            Open group = open.pop();
            findings.error(
                    place(group.node, "type"),
                    "BEGIN_UNMATCHED",
                    "the " + group.kind + " " + group.node.name + " begins here and does not end: add a row end_"
                            + group.kind);
        }
        if (!asks) {
            findings.error(new Place("survey", 0, 0), "EMPTY", "the sheet survey has no question");
        }
        if (settings.isFlat()) {
            Loops.flatten(root, "");
        }
        questions.linkTriggers(root);
        meta();
    }

    private void meta() {
        Node meta = new Node(Node.Kind.META, "meta", "meta", Place.WORKBOOK, Optional.empty());
        metaChildren.forEach(meta::add);
        if (!settings.omitsInstanceId()) {
            Node id = computed("instanceID", settings.place("instance_id"));
            id.bind.put("readonly", Text.of("true()"));
            id.bind.put("jr:preload", Text.of(settings.preloadOfInstanceId()));
            meta.add(id);
        }
        if (!settings.instanceName().isEmpty()) {
            Node name = computed("instanceName", settings.place("instance_name"));
            name.bind.put("calculate", Text.of(settings.instanceName()));
            meta.add(name);
        }
        if (!meta.children().isEmpty() || entity.isPresent()) {
            root.add(meta);
        }
    }

    private static Node computed(String name, Place place) {
        Node node = new Node(Node.Kind.QUESTION, name, "calculate", place, Optional.empty());
        node.bind.put("type", Text.of("string"));
        return node;
    }
}
