package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body: what people see, and in what order. */
final class Body {
    private final Form form;

    Body(Form form) {
        this.form = form;
    }

    void write(XmlElement body) {
        form.root().children().forEach(child -> control(body, child));
    }

    private void control(XmlElement parent, Node node) {
        switch (node.kind) {
            case GROUP -> group(parent, node);
            case REPEAT -> repeat(parent, node);
            case QUESTION -> {
                if (node.isVisible()) {
                    question(parent, node);
                }
            }
            default -> {
                // the form itself, files of data and meta have no control
            }
        }
    }

    private void group(XmlElement parent, Node node) {
        XmlElement group = parent.child("group").with(control(node));
        if (!node.flat) {
            group.with("ref", node.path());
        }
        if (!node.label.isEmpty()) {
            label(group, node);
        }
        node.children().forEach(child -> control(group, child));
    }

    private void repeat(XmlElement parent, Node node) {
        XmlElement group = parent.child("group").with("ref", node.path());
        label(group, node);
        XmlElement repeat = group.child("repeat").with("nodeset", node.path()).with(control(node));
        node.children().forEach(child -> control(repeat, child));
        List<Node> inner = new ArrayList<>();
        node.walk(inner::add);
        for (Node each : inner) {
            if (!each.repeats().isEmpty() && each.repeats().get(0) == node) {
                newRound(repeat, each);
            }
        }
    }

    private void newRound(XmlElement repeat, Node node) {
        node.actions.stream()
                .filter(action -> action.event().equals("odk-new-repeat"))
                .forEach(action -> repeat.add(action(form, node, action)));
    }

    private void question(XmlElement parent, Node node) {
        XmlElement control = parent.child(node.questionType().control())
                .with("ref", node.path())
                .with(control(node));
        label(control, node);
        if (!node.hint.isEmpty() || !node.guidance.isEmpty()) {
            hint(control, node);
        }
        node.select.ifPresent(select -> itemset(control, node, select));
        node.actions.stream()
                .filter(action -> action.event().equals("xforms-value-changed"))
                .forEach(action -> control.add(action(form, node, action)));
    }

    private Map<String, String> control(Node node) {
        Map<String, String> attributes = new LinkedHashMap<>();
        node.control.forEach(
                (name, value) -> attributes.put(name, form.references().resolve(value, node, false)));
        return attributes;
    }

    private void label(XmlElement control, Node node) {
        XmlElement label = control.child("label");
        if (Itext.isLabelInItext(node)) {
            label.with("ref", "jr:itext('" + node.path() + ":label')");
        } else {
            Itext.fill(label, form.references().pieces(node.label.plain(), node));
        }
    }

    private void hint(XmlElement control, Node node) {
        XmlElement hint = control.child("hint");
        if (Itext.isHintInItext(node)) {
            hint.with("ref", "jr:itext('" + node.path() + ":hint')");
        } else {
            Itext.fill(hint, form.references().pieces(node.hint.plain(), node));
        }
    }

    private void itemset(XmlElement control, Node node, Select select) {
        boolean geojson = select.list().endsWith(".geojson");
        boolean itext = !select.fromFile() && form.choices().needsItext(select.list());
        XmlElement itemset = control.child("itemset").with("nodeset", nodeset(node, select));
        itemset.child("value").with("ref", select.parameters().getOrDefault("value", geojson ? "id" : "name"));
        itemset.child("label")
                .with(
                        "ref",
                        itext
                                ? "jr:itext(itextId)"
                                : select.parameters().getOrDefault("label", geojson ? "title" : "label"));
    }

    private String nodeset(Node node, Select select) {
        String nodeset = "instance('" + select.instance() + "')/root/item";
        if (!select.filter().isEmpty()) {
            nodeset += "[" + form.references().resolve(select.filter(), node, true) + "]";
        }
        if (!select.isRandomised()) {
            return nodeset;
        }
        String seed = select.parameters().get("seed");
        return "randomize(" + nodeset
                + (seed == null
                        ? ""
                        : ", " + form.references().resolve(seed, node, false).trim()) + ")";
    }

    /** An action of a node, wherever it stands. */
    static XmlElement action(Form form, Node node, Node.Action action) {
        Map<String, String> attributes = new LinkedHashMap<>(action.attributes());
        attributes.putIfAbsent("ref", node.path());
        XmlElement element = new XmlElement(action.element()).with(attributes).with("event", action.event());
        return action.value().isEmpty()
                ? element
                : element.with("value", form.references().resolve(action.value(), node, false));
    }
}
