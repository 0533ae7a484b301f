package org.hunar.server.openrosa;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A node of the instance of a form. What was filled in is recognised by it: a name alone may stand in a repeat as well,
 * or belong to something that is only calculated.
 */
final class FormNode {
    private static final Pattern SLASH = Pattern.compile("/");

    private final Map<String, FormNode> children = new HashMap<>();
    private boolean repeats;
    private boolean asked;
    private boolean uploads;
    private boolean outdone;

    /** What is marked where is up to {@link FormReader}; nothing is, so far. */
    static FormNode of(XmlNode instance) {
        FormNode node = new FormNode();
        node.add(instance);
        return node;
    }

    /** Of a form of which nothing is known. */
    static FormNode unknown() {
        return new FormNode();
    }

    private void add(XmlNode instance) {
        // a repeat may stand there twice: as a template, and as it is at first
        instance.children()
                .forEach(child -> children.computeIfAbsent(child.name(), name -> new FormNode())
                        .add(child));
    }

    Optional<FormNode> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /**
     * From the root.
     *
     * @param path as binds and controls have it, such as {@code /data/group/question}
     */
    Optional<FormNode> at(String path) {
        String[] steps = SLASH.split(path.strip());
        if (steps.length < 2 || !steps[0].isEmpty()) {
            return Optional.empty();
        }
        Optional<FormNode> node = Optional.of(this);
        for (int i = 2; i < steps.length; i++) {
            String name = steps[i].substring(steps[i].indexOf(':') + 1).strip();
            node = node.flatMap(each -> each.child(name));
        }
        return node;
    }

    /** And all below. */
    void markRepeat() {
        repeats = true;
        children.values().forEach(FormNode::markRepeat);
    }

    void markAsked() {
        asked = true;
    }

    void markUpload() {
        uploads = true;
    }

    /** Lets what people are asked go before what has its name and is not asked, such as a calculation. */
    void settleNames() {
        Set<String> questions = new HashSet<>();
        forEachOnce((name, node) -> {
            if (node.asked) {
                questions.add(name);
            }
        });
        forEachOnce((name, node) -> node.outdone = !node.asked && questions.contains(name));
    }

    private interface Visitor {
        void visit(String name, FormNode node);
    }

    private void forEachOnce(Visitor visitor) {
        children.forEach((name, node) -> {
            if (!node.repeats) {
                visitor.visit(name, node);
                node.forEachOnce(visitor);
            }
        });
    }

    /** Whether it is, or is within, what is asked again and again. */
    boolean repeats() {
        return repeats;
    }

    /** Whether it is answered by a file. */
    boolean uploads() {
        return uploads;
    }

    /** Whether its name means another node of the form. */
    boolean isOutdone() {
        return outdone;
    }
}
