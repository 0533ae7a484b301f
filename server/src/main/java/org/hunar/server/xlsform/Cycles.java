package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Questions that depend on themselves, by what is calculated or by when they are asked: pyxform takes such a form, and the
 * engine of a phone does not open it. Repeats are left out: there a question may well look at the round before.
 */
final class Cycles {
    private static final List<String> CASCADING = List.of("calculate", "relevant");

    private final Form form;
    private final Findings findings;
    private final Map<Node, Set<Node>> dependsOn = new LinkedHashMap<>();

    private Cycles(Form form, Findings findings) {
        this.form = form;
        this.findings = findings;
    }

    static void check(Form form, Findings findings) {
        Cycles cycles = new Cycles(form, findings);
        form.root().walk(cycles::note);
        cycles.dependsOn.keySet().forEach(cycles::look);
    }

    private void note(Node node) {
        if (!node.repeats().isEmpty()) {
            return;
        }
        Set<Node> named = new LinkedHashSet<>();
        for (String name : CASCADING) {
            node.bound(name)
                    .ifPresent(expression -> References.REFERENCE
                            .matcher(expression)
                            .results()
                            .filter(reference -> reference.group(1) == null)
                            .forEach(reference ->
                                    form.references().find(reference.group(2)).ifPresent(named::add)));
        }
        if (!named.isEmpty()) {
            dependsOn.put(node, named);
        }
    }

    private void look(Node start) {
        Deque<Node> open = new ArrayDeque<>(dependsOn.get(start));
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (next == start) {
                findings.error(
                        start.place,
                        "CYCLE",
                        start.name + " depends on itself, by calculation or relevant: no phone could open the form");
                return;
            }
            if (seen.add(next)) {
                open.addAll(new ArrayList<>(dependsOn.getOrDefault(next, Set.of())));
            }
        }
    }
}
