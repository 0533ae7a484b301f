package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A node of the form: the form itself, a group, a repeat, a question. Built row by row, then only read. */
final class Node {
    enum Kind {
        FORM,
        GROUP,
        REPEAT,
        QUESTION,
        /** A file of data that comes with the form: no node of an answer. */
        EXTERNAL,
        /** The group {@code meta}, which nobody sees. */
        META
    }

    /** What a control does of itself, by the events of ODK XForms: {@code setvalue event="odk-new-repeat"}. */
    record Action(String element, String event, String value, Map<String, String> attributes) {}

    /** A question whose answer fills in this one, and by what. */
    record Trigger(Node by, Action action) {}

    final Kind kind;
    final String name;
    final String type;
    final Place place;
    final Optional<TableRow> row;

    Text label = Text.NONE;
    Text hint = Text.NONE;
    Text guidance = Text.NONE;
    final Map<String, Text> bind = new LinkedHashMap<>();
    final Map<String, String> control = new LinkedHashMap<>();
    final Map<String, Text> media = new LinkedHashMap<>();
    final Map<String, String> instance = new LinkedHashMap<>();
    final List<Action> actions = new ArrayList<>();
    String defaultValue = "";
    String trigger = "";
    boolean flat;
    Optional<Select> select = Optional.empty();

    private final List<Node> children = new ArrayList<>();
    private Node parent;

    Node(Kind kind, String name, String type, Place place, Optional<TableRow> row) {
        this.kind = kind;
        this.name = name;
        this.type = type;
        this.place = place;
        this.row = row;
    }

    Node add(Node child) {
        child.parent = this;
        children.add(child);
        return child;
    }

    List<Node> children() {
        return children;
    }

    Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    QuestionType questionType() {
        return QuestionType.find(type).orElseThrow(() -> new IllegalStateException("no type of question: " + type));
    }

    Optional<String> bound(String attribute) {
        return Optional.ofNullable(bind.get(attribute))
                .flatMap(text -> text.texts().findFirst());
    }

    /** Whether the form shows it: what is only computed has a control only if it has a label or a hint. */
    boolean isVisible() {
        if (!is(Kind.QUESTION) || !questionType().isVisible()) {
            return false;
        }
        boolean computed = bind.containsKey("calculate") || !trigger.isEmpty();
        return !computed || !label.isEmpty() || !hint.isEmpty();
    }

    /** The path of its answers in the instance: {@code /data/group/question}. */
    String path() {
        return lineage().stream().map(each -> each.name).collect(Collectors.joining("/", "/", ""));
    }

    /** From the form down to this, without what is flattened away. */
    List<Node> lineage() {
        Deque<Node> lineage = new ArrayDeque<>();
        for (Node each = this; each != null; each = each.parent) {
            if (!each.flat) {
                lineage.addFirst(each);
            }
        }
        return List.copyOf(lineage);
    }

    /** The repeats around it, the nearest first. */
    List<Node> repeats() {
        List<Node> repeats = new ArrayList<>();
        for (Node each = parent; each != null; each = each.parent) {
            if (each.is(Kind.REPEAT)) {
                repeats.add(each);
            }
        }
        return repeats;
    }

    /** This and all below it, in the order of the form. */
    void walk(Consumer<Node> visitor) {
        visitor.accept(this);
        children.forEach(child -> child.walk(visitor));
    }
}
