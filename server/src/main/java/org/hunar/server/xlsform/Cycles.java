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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Questions that depend on themselves: pyxform takes such a form, and the engine of a phone does not open it. What a group is
 * asked by holds for all that stands in it; and a question in a repeat stands for those of all its rounds.
 */
final class Cycles {
    /** What hands on that another answer has changed. */
    private static final List<String> OWN = List.of("calculate", "relevant", "required", "readonly");

    /** The dot of XPath, which is none of a number, a name or a path. */
    private static final Pattern ITSELF = Pattern.compile("(?<![\\w.)/}])\\.(?![\\w./])");

    private final Form form;
    private final Map<Node, Set<Node>> dependsOn = new LinkedHashMap<>();

    private Cycles(Form form) {
        this.form = form;
    }

    static void check(Form form, Findings findings) {
        in(form).forEach(node -> findings.error(
                node.place,
                "CYCLE",
                node.name + " depends on itself, by calculation, relevant, required or read_only, or the"
                        + " relevant of a group around it: no phone could open the form"));
    }

    /** Those that depend on themselves, whoever wrote the form. */
    static List<Node> in(Form form) {
        Cycles cycles = new Cycles(form);
        form.root().walk(cycles::note);
        cycles.unresolved().stream()
                .filter(cycles::leadsBack)
                .forEach(node -> findings.error(
                        place(node),
                        "CYCLE",
                        node.name + " depends on itself, by calculation, relevant, required or read_only, or the"
                                + " relevant of a group around it: no phone could open the form"));
    }

    /** The first of its cells that make it depend on something; its name where only a group around it has one. */
    private static Place place(Node node) {
        return OWN.stream()
                .filter(name ->
                        node.bound(name).filter(text -> text.contains("${")).isPresent())
                .findFirst()
                .flatMap(name -> node.row.map(row -> row.place("bind", name)))
                .orElse(node.place);
    }

    private void note(Node node) {
        Set<Node> named = new LinkedHashSet<>();
        OWN.stream()
                // what a trigger sets is not calculated
                .filter(name -> !name.equals("calculate") || node.trigger.isEmpty())
                .forEach(name -> named.addAll(named(node, name)));
        for (Optional<Node> around = node.parent();
                around.isPresent();
                around = around.get().parent()) {
            named.addAll(named(around.get(), "relevant"));
        }
        if (!named.isEmpty()) {
            dependsOn.put(node, named);
        }
    }

    private Set<Node> named(Node node, String attribute) {
        Set<Node> named = new LinkedHashSet<>();
        node.bound(attribute).ifPresent(expression -> {
            References.REFERENCE
                    .matcher(expression)
                    .results()
                    .filter(reference -> reference.group(1) == null)
                    .forEach(reference ->
                            form.references().find(reference.group(2)).ifPresent(named::add));
            if (namesItself(expression)) {
                named.add(node);
            }
        });
        return named;
    }

    private static boolean namesItself(String expression) {
        return ITSELF.matcher(outside(expression)).find();
    }

    /** Without literals and predicates: in a predicate the dot is what is looked through, such as a choice. */
    private static String outside(String expression) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (char each : expression.toCharArray()) {
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '\'' || each == '"') {
                quote = each;
                outside.append(' ');
            } else if (each == '[' || each == ']') {
                depth += each == '[' ? 1 : -1;
            } else if (depth == 0) {
                outside.append(each);
            }
        }
        return outside.toString();
    }

    /** Those that are in a cycle or wait for one: all others can be computed, one after another (Kahn 1962). */
    private List<Node> unresolved() {
        Map<Node, Integer> open = new LinkedHashMap<>();
        Map<Node, List<Node>> waiting = new HashMap<>();
        Deque<Node> resolved = new ArrayDeque<>();
        dependsOn.forEach((node, named) -> {
            List<Node> computed = named.stream().filter(dependsOn::containsKey).toList();
            computed.forEach(each ->
                    waiting.computeIfAbsent(each, any -> new ArrayList<>()).add(node));
            open.put(node, computed.size());
            if (computed.isEmpty()) {
                resolved.add(node);
            }
        });
        while (!resolved.isEmpty()) {
            Node next = resolved.pop();
            open.remove(next);
            for (Node each : waiting.getOrDefault(next, List.of())) {
                if (open.merge(each, -1, Integer::sum) == 0) {
                    resolved.push(each);
                }
            }
        }
        return List.copyOf(open.keySet());
    }

    private boolean leadsBack(Node start) {
        Deque<Node> open = new ArrayDeque<>(dependsOn.get(start));
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (next == start) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(dependsOn.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }
}
