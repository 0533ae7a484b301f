package org.hunar.server.xlsform;

import java.util.List;
import java.util.Optional;

/** Rewrites a tree: loops become a group for each choice, and a flat form loses its groups. */
final class Loops {
    private Loops() {}

    /** Puts a copy of what the loop holds in its place for each choice, with the choice's name and label filled in. */
    static void unroll(Node loop, List<Choice> choices) {
        List<Node> body = List.copyOf(loop.children());
        loop.children().clear();
        for (Choice choice : choices) {
            if (choice.name().equals("none")) {
                continue;
            }
            Node group = new Node(Node.Kind.GROUP, choice.name(), "group", loop.place, Optional.empty());
            group.label = choice.label();
            group.media.putAll(choice.media());
            loop.add(group);
            body.forEach(node -> group.add(copy(node, choice)));
        }
    }

    private static Node copy(Node node, Choice choice) {
        Node copy = new Node(node.kind, node.name, node.type, node.place, node.row);
        copy.label = filled(node.label, choice);
        copy.hint = filled(node.hint, choice);
        copy.guidance = filled(node.guidance, choice);
        node.bind.forEach((name, text) -> copy.bind.put(name, filled(text, choice)));
        copy.control.putAll(node.control);
        copy.media.putAll(node.media);
        copy.instance.putAll(node.instance);
        copy.actions.addAll(node.actions);
        copy.defaultValue = node.defaultValue;
        copy.trigger = node.trigger;
        copy.flat = node.flat;
        copy.select = node.select;
        node.children().forEach(child -> copy.add(copy(child, choice)));
        return copy;
    }

    private static Text filled(Text text, Choice choice) {
        Text named = text.map(each -> each.replace("%(name)s", choice.name()));
        if (!named.isTranslated()) {
            String label = choice.label().texts().findFirst().orElse(choice.name());
            return Text.of(named.plain().replace("%(label)s", label));
        }
        java.util.Map<String, String> filled = new java.util.LinkedHashMap<>();
        named.byLanguage().forEach((language, each) -> {
            String label = choice.label()
                    .byLanguage()
                    .getOrDefault(language, choice.label().plain());
            filled.put(language, each.replace("%(label)s", label));
        });
        return Text.in(filled);
    }

    /** The groups of a flat form are not nodes, so their conditions go to what stands in them. */
    static void flatten(Node node, String condition) {
        for (Node child : node.children()) {
            String own = child.bound("relevant").orElse("");
            String both = condition.isEmpty() || own.isEmpty() ? condition + own : condition + " and (" + own + ")";
            if (child.flat) {
                flatten(child, both);
            } else if (!both.isEmpty()) {
                child.bind.put("relevant", Text.of(both));
            }
        }
    }
}
