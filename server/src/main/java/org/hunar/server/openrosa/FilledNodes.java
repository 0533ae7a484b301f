package org.hunar.server.openrosa;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through what was filled in beside the form that it fills, and tells answers from what is none. */
final class FilledNodes {
    private static final String META = "meta";

    private final Set<String> uploads;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private final Set<String> files = new LinkedHashSet<>();

    private FilledNodes(Set<String> uploads) {
        this.uploads = uploads;
    }

    /** @param uploads names of the questions of the form that are answered by a file */
    static FilledNodes of(XmlNode root, FormNode form, Set<String> uploads) {
        FilledNodes nodes = new FilledNodes(uploads);
        root.children().stream()
                .filter(child -> !child.name().equals(META))
                .forEach(child -> nodes.add(child, form.child(child.name()), false));
        nodes.others.forEach(nodes.known::putIfAbsent);
        return nodes;
    }

    /** @param form the node of the form; empty for what the form has not, or has elsewhere: then the name counts */
    private void add(XmlNode node, Optional<FormNode> form, boolean within) {
        boolean repeated = within || form.filter(FormNode::repeats).isPresent();
        node.children().forEach(child -> add(child, form.flatMap(each -> each.child(child.name())), repeated));
        if (!node.children().isEmpty() || node.text().isBlank()) {
            return;
        }
        if (form.map(FormNode::uploads).orElseGet(() -> uploads.contains(node.name()))) {
            files.add(node.text().strip());
        }
        if (!repeated && form.filter(FormNode::isOutdone).isEmpty()) {
            (form.isPresent() ? known : others).putIfAbsent(node.name(), node.text());
        }
    }

    /** Name of each question to its answer; without what is asked in a repeat. */
    Map<String, String> values() {
        return known;
    }

    /** Names of the files that answers name, those in repeats too. */
    Set<String> files() {
        return files;
    }
}
