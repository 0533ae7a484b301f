package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns <code>${question}</code> into the path of its answer. */
final class References {
    static final Pattern REFERENCE = Pattern.compile("\\$\\{(last-saved#)?(" + Names.NCNAME + ")}");

    private static final Pattern OPENED = Pattern.compile("\\$\\{");
    private static final Pattern INSTANCE = Pattern.compile("instance\\([^)]+.+");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]+]");
    private static final Pattern INDEXED = Pattern.compile("indexed-repeat\\(([^)]+)\\)");

    /** Arguments of indexed-repeat that name a node by its whole path; the others are numbers. */
    private static final Set<Integer> WHOLE_PATHS = Set.of(0, 1, 3, 5);

    /** A label may show what an expression over choices gives: {@code instance('tools')/root/item[…]/label}. */
    private static final String LOOKED_UP =
            "instance\\((?:'[^']*'|\"[^\"]*\")\\)/root/item\\[[^\\]]*](?:/" + Names.NCNAME + ")+";

    private static final Pattern VALUE = Pattern.compile(LOOKED_UP + "|" + REFERENCE.pattern());

    static final String LAST_SAVED = "__last-saved";

    private final Map<String, List<Node>> byName = new HashMap<>();

    References(Node form) {
        form.walk(node -> {
            if (!node.is(Node.Kind.EXTERNAL) && !node.is(Node.Kind.META)) {
                byName.computeIfAbsent(node.name, any -> new ArrayList<>()).add(node);
            }
        });
    }

    /** Why the references in a text mean nothing; empty if they all do. */
    Optional<String> fault(String text) {
        if (!text.contains("${")) {
            return Optional.empty();
        }
        if (hasBrokenReference(text)) {
            return Optional.of("a reference is written ${name}, with the name of a question and no blanks");
        }
        return REFERENCE
                .matcher(text)
                .results()
                .map(each -> fault(each.group(2), each.group()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> fault(String name, String reference) {
        int found = byName.getOrDefault(name, List.of()).size();
        if (found == 1) {
            return Optional.empty();
        }
        return Optional.of(
                found == 0
                        ? "there is no question " + reference + ": write the name of one, from the column name"
                        : "there are several questions named " + name + ": " + reference + " could be any of them");
    }

    static boolean hasBrokenReference(String text) {
        return count(OPENED, text) != count(REFERENCE, text);
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    static boolean usesLastSaved(String text) {
        return REFERENCE.matcher(text).results().anyMatch(each -> each.group(1) != null);
    }

    Optional<Node> find(String name) {
        List<Node> found = byName.getOrDefault(name, List.of());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The question that a text of one reference names. */
    Optional<Node> single(String text) {
        Matcher reference = REFERENCE.matcher(text.trim());
        return reference.matches() ? find(reference.group(2)) : Optional.empty();
    }

    /**
     * An expression with paths in place of references. Within a repeat a path is relative to the node whose expression
     * it is: the answer of the same round is meant.
     *
     * @param context null for an expression of the form as a whole
     * @param fromList whether the expression is evaluated for each choice of a list
     */
    String resolve(String expression, Node context, boolean fromList) {
        return REFERENCE.matcher(expression).replaceAll(each -> {
            boolean current = fromList || isInPredicateOfInstance(expression, each);
            return Matcher.quoteReplacement(path(expression, each, context, current));
        });
    }

    private String path(String expression, MatchResult reference, Node context, boolean current) {
        Node target = find(reference.group(2))
                .orElseThrow(() -> new IllegalStateException("unchecked reference " + reference.group()));
        if (reference.group(1) != null) {
            return " instance('" + LAST_SAVED + "')" + target.path() + " ";
        }
        if (context == null || namesWholePath(expression, reference)) {
            return " " + target.path() + " ";
        }
        boolean sameRepeat = context.repeats().stream().anyMatch(target.repeats()::contains);
        return sameRepeat ? relative(context, target, current) : " " + target.path() + " ";
    }

    private static String relative(Node context, Node target, boolean current) {
        List<Node> from = context.lineage();
        List<Node> to = target.lineage();
        int common = 0;
        // the node itself and the target are no way stations: a path goes up from one and down to the other
        while (common < from.size() - 1 && common < to.size() - 1 && from.get(common) == to.get(common)) {
            common++;
        }
        StringBuilder path = new StringBuilder(current ? " current()/" : " ");
        path.append("../".repeat(from.size() - common));
        path.setLength(path.length() - 1);
        to.subList(common, to.size()).forEach(step -> path.append('/').append(step.name));
        return path.append(' ').toString();
    }

    private static boolean isInPredicateOfInstance(String expression, MatchResult reference) {
        return INSTANCE.matcher(expression).find()
                && BRACKETS.matcher(expression)
                        .results()
                        .anyMatch(each -> each.start() <= reference.start() && reference.end() <= each.end());
    }

    private static boolean namesWholePath(String expression, MatchResult reference) {
        return INDEXED.matcher(expression)
                .results()
                .filter(each -> each.start() <= reference.start() && reference.end() <= each.end())
                .findFirst()
                .map(each -> WHOLE_PATHS.contains(argument(expression.substring(each.start(1), reference.start()))))
                .orElse(false);
    }

    private static int argument(String before) {
        return (int) before.chars().filter(each -> each == ',').count();
    }

    /** A piece of a text that is shown: words, or an expression whose value is shown. */
    record Piece(boolean isValue, String text) {}

    /** A label, hint or message in pieces. */
    List<Piece> pieces(String text, Node context) {
        if (!text.contains("${") && !text.contains("instance(")) {
            return text.isEmpty() ? List.of() : List.of(new Piece(false, text));
        }
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            if (value.start() > done) {
                pieces.add(new Piece(false, text.substring(done, value.start())));
            }
            pieces.add(new Piece(true, resolve(value.group(), context, false)));
            done = value.end();
        }
        if (done < text.length()) {
            pieces.add(new Piece(false, text.substring(done)));
        }
        return pieces;
    }
}
