package org.hunar.server.xlsform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The binds: what type each answer has, when it is asked, and what it must be. */
final class Binds {
    /** Attributes in which yes and no may be written for true() and false(). */
    private static final Set<String> TRUTHS = Set.of("readonly", "required", "relevant", "constraint", "calculate");

    private static final Set<String> MESSAGES = Set.of("jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString");

    private final Form form;

    Binds(Form form) {
        this.form = form;
    }

    void write(XmlElement model) {
        form.root().walk(node -> {
            if (!node.bind.isEmpty() && !node.flat) {
                model.child("bind").with("nodeset", node.path()).with(attributes(node));
            }
        });
        form.entity().ifPresent(entity -> entity(model, entity));
    }

    private Map<String, String> attributes(Node node) {
        Map<String, String> attributes = new LinkedHashMap<>();
        node.bind.forEach((name, text) -> {
            // what a trigger sets is not calculated
            if (!name.equals("calculate") || node.trigger.isEmpty()) {
                attributes.put(name, value(node, name, text));
            }
        });
        return attributes;
    }

    private String value(Node node, String name, Text text) {
        if (MESSAGES.contains(name) && Itext.isInItext(name, text)) {
            return "jr:itext('" + node.path() + ":" + name + "')";
        }
        String value = text.texts().findFirst().orElse("");
        return form.references().resolve(TRUTHS.contains(name) ? XForm.truth(value) : value, node, false);
    }

    private void entity(XmlElement model, Entity entity) {
        String path = form.root().path() + "/meta/entity";
        if (!entity.createIf().isEmpty()) {
            bind(model, path + "/@create", entity.createIf());
        }
        if (!entity.updateIf().isEmpty()) {
            bind(model, path + "/@update", entity.updateIf());
        }
        bind(model, path + "/@id", entity.id());
        if (entity.updates()) {
            String known = "instance('" + entity.dataset() + "')/root/item[name=" + entity.id() + "]/__";
            for (String each : List.of("baseVersion:version", "trunkVersion:trunkVersion", "branchId:branchId")) {
                String[] names = each.split(":");
                bind(model, path + "/@" + names[0], known + names[1]);
            }
        }
        if (!entity.label().isEmpty()) {
            bind(model, path + "/label", entity.label());
        }
    }

    private void bind(XmlElement model, String path, String expression) {
        XmlElement bind =
                model.child("bind").with("nodeset", path).with("type", "string").with("readonly", "true()");
        if (!expression.isEmpty()) {
            bind.with("calculate", form.references().resolve(expression, null, false));
        }
    }
}
