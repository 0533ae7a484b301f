package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The instances: that of the answers, then files and lists of choices. */
final class FormInstances {
    private static final Pattern PULLDATA = Pattern.compile("pulldata\\s*\\(\\s*(.*?),");
    private static final List<String> EXPRESSIONS =
            List.of("calculate", "constraint", "readonly", "required", "relevant");

    private final Form form;
    private final Settings settings;

    FormInstances(Form form) {
        this.form = form;
        this.settings = form.settings();
    }

    void write(XmlElement model) {
        XmlElement data = node(form.root(), false);
        data.with(settings.attributes()).with("id", settings.formId());
        if (!settings.version().isEmpty()) {
            data.with("version", settings.version());
        }
        model.child("instance").add(data);
        Map<String, String> files = files(form);
        files.forEach((id, source) -> model.child("instance").with("id", id).with("src", source));
        form.choices().lists().keySet().stream()
                .filter(list -> !files.containsKey(list))
                .forEach(list -> model.add(choices(list)));
    }

    private XmlElement node(Node node, boolean inTemplate) {
        XmlElement element = new XmlElement(node.name);
        node.instance.forEach(
                (name, value) -> element.with(name, form.references().resolve(value, node, false)));
        if (!node.defaultValue.isEmpty()) {
            element.text(node.defaultValue);
        }
        for (Node child : node.children()) {
            if (child.is(Node.Kind.REPEAT) && !inTemplate) {
                element.add(template(child));
            }
            if (child.flat) {
                flat(element, child);
            } else if (!child.is(Node.Kind.EXTERNAL)) {
                element.add(node(child, inTemplate || child.is(Node.Kind.REPEAT)));
            }
        }
        if (node.is(Node.Kind.META)) {
            form.entity().ifPresent(entity -> element.add(entity(entity)));
        }
        return element;
    }

    private void flat(XmlElement element, Node group) {
        for (Node child : group.children()) {
            if (child.flat) {
                flat(element, child);
            } else if (!child.is(Node.Kind.EXTERNAL)) {
                element.add(node(child, false));
            }
        }
    }

    /** What a new round of a repeat begins with. */
    private XmlElement template(Node repeat) {
        XmlElement element = new XmlElement(repeat.name).with("jr:template", "");
        for (Node child : repeat.children()) {
            if (child.is(Node.Kind.REPEAT)) {
                element.add(template(child));
            } else if (!child.is(Node.Kind.EXTERNAL)) {
                element.add(node(child, false));
            }
        }
        return element;
    }

    private static XmlElement entity(Entity entity) {
        XmlElement element =
                new XmlElement("entity").with("dataset", entity.dataset()).with("id", "");
        if (entity.creates()) {
            element.with("create", "1");
        }
        if (entity.updates()) {
            element.with("update", "1")
                    .with("baseVersion", "")
                    .with("branchId", "")
                    .with("trunkVersion", "");
        }
        if (!entity.label().isEmpty()) {
            element.child("label");
        }
        return element;
    }

    private XmlElement choices(String list) {
        XmlElement instance = new XmlElement("instance").with("id", list);
        XmlElement root = instance.child("root");
        boolean itext = form.choices().needsItext(list);
        int number = 0;
        for (Choice choice : form.choices().list(list)) {
            XmlElement item = root.child("item");
            if (itext) {
                item.child("itextId").text(list + "-" + number++);
            }
            item.child("name").text(choice.name());
            if (!itext && !choice.label().isEmpty()) {
                item.child("label").text(choice.label().plain());
            }
            choice.extra().forEach((name, value) -> item.child(name).text(value));
        }
        return instance;
    }

    /** The files that come with a form, by the id of their instance: what it reads them for comes in its order. */
    static Map<String, String> files(Form form) {
        Map<String, String> files = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>();
        form.root().walk(nodes::add);
        boolean lastSaved = false;
        for (Node node : nodes) {
            if (node.is(Node.Kind.EXTERNAL)) {
                boolean csv = node.type.startsWith("csv");
                files.put(node.name, csv ? "jr://file-csv/" + node.name + ".csv" : "jr://file/" + node.name + ".xml");
            }
            for (String expression : expressions(node)) {
                PULLDATA.matcher(expression)
                        .results()
                        .map((MatchResult call) ->
                                call.group(1).replaceAll("['\"]", "").trim())
                        .forEach(id -> files.putIfAbsent(id, "jr://file-csv/" + id + ".csv"));
                lastSaved |= References.usesLastSaved(expression);
            }
            node.select
                    .filter(Select::fromFile)
                    .ifPresent(select -> files.putIfAbsent(select.instance(), select.source()));
        }
        if (lastSaved) {
            files.put(References.LAST_SAVED, "jr://instance/last-saved");
        }
        return files;
    }

    private static List<String> expressions(Node node) {
        List<String> expressions = new ArrayList<>();
        EXPRESSIONS.forEach(name -> node.bound(name).ifPresent(expressions::add));
        node.select.ifPresent(select -> expressions.add(select.filter()));
        expressions.add(node.defaultValue);
        node.actions.forEach(action -> expressions.add(action.value()));
        return expressions;
    }
}
