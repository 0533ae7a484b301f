package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers that depend on themselves: pyxform takes such a form, and the engine of a phone does not open it. What a group is
 * asked by holds for all that stands in it; and a question in a repeat stands for those of all its rounds.
 */
final class Cycles {
    /** What hands on that another answer has changed. */
    static final List<String> OWN = List.of("calculate", "relevant", "required", "readonly");

    /** Behind the path of a group: not the group, but that it is asked. */
    private static final String ASKED = "?";

    private final Map<String, Bound> bounds = new LinkedHashMap<>();
    private final Map<String, Set<String>> dependsOn = new LinkedHashMap<>();

    /**
     * A node of the instance.
     *
     * @param path in the instance, without prefixes
     * @param expressions of {@link #OWN}, with paths as the phone reads them
     */
    record Bound(String path, Map<String, String> expressions, Place place) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private Cycles() {}

    /** @param nodes all of them, in the order of the form */
    static void check(List<Bound> nodes, Findings findings) {
        in(nodes)
                .forEach(node -> findings.error(
                        node.place(),
                        "CYCLE",
                        node.name() + " depends on itself, by calculation, relevant, required or read_only, or the"
                                + " relevant of a group around it: no phone could open the form"));
    }

    /**
     * Those that depend on themselves, whoever wrote the form.
     *
     * @param nodes all of them, in the order of the form
     */
    static List<Bound> in(List<Bound> nodes) {
        Cycles cycles = new Cycles();
        nodes.forEach(node -> cycles.bounds.put(node.path(), node));
        cycles.bounds.values().forEach(cycles::note);
        return cycles.inCycles().stream().map(cycles.bounds::get).toList();
    }

    private void note(Bound node) {
        Set<String> named = new LinkedHashSet<>();
        node.expressions().forEach((name, expression) -> named.addAll(named(expression, node)));
        around(node.path()).ifPresent(named::add);
        dependsOn.put(node.path(), named);
        if (node.expressions().containsKey("relevant")) {
            Set<String> asked = named(node.expressions().get("relevant"), node);
            around(node.path()).ifPresent(asked::add);
            dependsOn.put(node.path() + ASKED, asked);
        }
    }

    private Set<String> named(String expression, Bound node) {
        Set<String> named = new LinkedHashSet<>();
        AnswerPaths.each(expression, node.path(), path -> {
            if (bounds.containsKey(path)) {
                named.add(path);
            }
        });
        return named;
    }

    /** The nearest group around a node that is not always asked; that one depends on the next. */
    private Optional<String> around(String path) {
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String asked = path.substring(0, end) + ASKED;
            if (dependsOn.containsKey(asked)) {
                return Optional.of(asked);
            }
        }
        return Optional.empty();
    }

    /** By strongly connected components (Kosaraju, after Sharir 1981), without recursion: a chain may be long. */
    private List<String> inCycles() {
        Map<String, Set<String>> back = new HashMap<>();
        dependsOn.forEach((node, named) -> named.forEach(
                each -> back.computeIfAbsent(each, any -> new LinkedHashSet<>()).add(node)));
        Set<String> found = new HashSet<>();
        Set<String> seen = new HashSet<>();
        List<String> finished = finished(dependsOn.keySet(), dependsOn, new HashSet<>());
        for (int i = finished.size() - 1; i >= 0; i--) {
            String start = finished.get(i);
            List<String> component = finished(List.of(start), back, seen);
            if (component.size() > 1 || dependsOn.getOrDefault(start, Set.of()).contains(start)) {
                found.addAll(component);
            }
        }
        return bounds.keySet().stream().filter(found::contains).toList();
    }

    /** What is reached from the starts and not seen yet, each after all that is reached from it. */
    private static List<String> finished(Collection<String> starts, Map<String, Set<String>> edges, Set<String> seen) {
        List<String> finished = new ArrayList<>();
        Deque<String> nodes = new ArrayDeque<>();
        Deque<Iterator<String>> next = new ArrayDeque<>();
        for (String start : starts) {
            if (seen.add(start)) {
                nodes.push(start);
                next.push(edges.getOrDefault(start, Set.of()).iterator());
            }
            while (!nodes.isEmpty()) {
                if (!next.peek().hasNext()) {
                    finished.add(nodes.pop());
                    next.pop();
                    continue;
                }
                String to = next.peek().next();
                if (seen.add(to)) {
                    nodes.push(to);
                    next.push(edges.getOrDefault(to, Set.of()).iterator());
                }
            }
        }
        return finished;
    }
}
