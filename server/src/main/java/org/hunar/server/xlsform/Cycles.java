package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers that depend on themselves: pyxform takes such a form, and the engine of a phone does not open it. What a group is
 * asked by holds for all that stands in it; and a question in a repeat stands for those of all its rounds.
 */
final class Cycles {
    /** What hands on that another answer has changed. */
    static final List<String> OWN = List.of("calculate", "relevant", "required", "readonly");

    private final Map<String, Bound> bounds = new LinkedHashMap<>();
    private final Map<String, Set<String>> namedByRelevant = new HashMap<>();
    private final Map<String, Set<String>> dependsOn = new LinkedHashMap<>();

    /**
     * A node of the instance.
     *
     * @param path in the instance, without prefixes
     * @param expressions of {@link #OWN}, with paths as the phone reads them
     */
    record Bound(String path, Map<String, String> expressions, Place place) {}

    private Cycles() {}

    /** @param nodes all of them, in the order of the form */
    static void check(List<Bound> nodes, Findings findings) {
        Cycles cycles = new Cycles();
        nodes.forEach(node -> cycles.bounds.put(node.path(), node));
        cycles.bounds.values().forEach(cycles::note);
        cycles.unresolved().stream().filter(cycles::leadsBack).forEach(path -> {
            Bound node = cycles.bounds.get(path);
            findings.error(
                    node.place(),
                    "CYCLE",
                    path.substring(path.lastIndexOf('/') + 1)
                            + " depends on itself, by calculation, relevant, required or read_only, or the relevant of a"
                            + " group around it: no phone could open the form");
        });
    }

    private void note(Bound node) {
        Set<String> named = new LinkedHashSet<>();
        node.expressions().forEach((name, expression) -> named.addAll(AnswerPaths.of(expression, node.path())));
        for (int end = node.path().lastIndexOf('/'); end > 0; end = node.path().lastIndexOf('/', end - 1)) {
            named.addAll(namedByRelevant.getOrDefault(node.path().substring(0, end), Set.of()));
        }
        if (node.expressions().containsKey("relevant")) {
            namedByRelevant.put(node.path(), AnswerPaths.of(node.expressions().get("relevant"), node.path()));
        }
        if (!named.isEmpty()) {
            dependsOn.put(node.path(), named);
        }
    }

    /** Those that are in a cycle or wait for one: all others can be computed, one after another (Kahn 1962). */
    private List<String> unresolved() {
        Map<String, Integer> open = new LinkedHashMap<>();
        Map<String, List<String>> waiting = new HashMap<>();
        Deque<String> resolved = new ArrayDeque<>();
        dependsOn.forEach((node, named) -> {
            List<String> computed =
                    named.stream().filter(dependsOn::containsKey).toList();
            computed.forEach(each ->
                    waiting.computeIfAbsent(each, any -> new ArrayList<>()).add(node));
            open.put(node, computed.size());
            if (computed.isEmpty()) {
                resolved.add(node);
            }
        });
        while (!resolved.isEmpty()) {
            String next = resolved.pop();
            open.remove(next);
            for (String each : waiting.getOrDefault(next, List.of())) {
                if (open.merge(each, -1, Integer::sum) == 0) {
                    resolved.push(each);
                }
            }
        }
        return List.copyOf(open.keySet());
    }

    private boolean leadsBack(String start) {
        Deque<String> open = new ArrayDeque<>(dependsOn.get(start));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String next = open.pop();
            if (next.equals(start)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(dependsOn.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }
}
