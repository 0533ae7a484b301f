package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which answers an expression looks at, by their paths in the instance. What stands behind {@code instance('…')} is none, nor
 * a name in a condition over a list; a path that goes up again on its way is left out, as JavaRosa leaves it out.
 */
final class AnswerPaths {
    /** Possessive: a name is never cut short to make something fit. */
    private static final String NAME = Names.NCNAME + "+(?::" + Names.NCNAME + "+)?+(?!\\s*(?:\\(|::))";

    private static final String STEP = "(?:\\.\\.|\\.(?!\\d)|@?" + NAME + ")";

    private static final Pattern TOKEN = Pattern.compile("(?<literal>'[^']*'|\"[^\"]*\"|\\d+(?:\\.\\d*)?|\\.\\d+)"
            + "|(?<path>(?<start>current\\(\\s*\\)/|/)?" + STEP + "(?:/" + STEP + "){0,99}+)"
            + "|(?<call>" + Names.NCNAME + "+(?::" + Names.NCNAME + "+)?+(?:::|\\s*\\())"
            + "|(?<open>[(\\[])|(?<close>[)\\]])|(?<other>\\S)");

    private static final Set<String> OPERATORS = Set.of("and", "or", "div", "mod");
    private static final Pattern PREFIX = Pattern.compile("(?<=/|^|@)[^/@:]+:");

    private final String context;
    private final Consumer<String> found;

    private final Deque<Open> open = new ArrayDeque<>();

    private int conditions;
    private Optional<String> path = Optional.empty();
    private boolean afterOperand;
    private boolean afterBracket;

    /**
     * A bracket that is open.
     *
     * @param isCondition whether it holds a condition on what stands before it
     * @param before the path that stands before it, if it is one of the instance
     */
    private record Open(boolean isCondition, Optional<String> before) {}

    private AnswerPaths(String context, Consumer<String> found) {
        this.context = context;
        this.found = found;
    }

    /**
     * Tells of each, of some more than once.
     *
     * @param context path of the node whose expression it is
     */
    static void each(String expression, String context, Consumer<String> found) {
        AnswerPaths paths = new AnswerPaths(plain(context), found);
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            paths.next(token);
        }
        paths.done();
    }

    /** All of them; as {@link #each}. */
    static Set<String> of(String expression, String context) {
        Set<String> all = new LinkedHashSet<>();
        each(expression, context, all::add);
        return all;
    }

    /** A path without the prefixes of its steps. */
    static String plain(String path) {
        return PREFIX.matcher(path).replaceAll("");
    }

    private void done() {
        path.ifPresent(found);
        path = Optional.empty();
    }

    private void next(Matcher token) {
        String text = token.group();
        boolean isBracket = false;
        if (token.group("path") != null && !(afterOperand && OPERATORS.contains(text))) {
            path(text, token.group("start"));
            afterOperand = true;
        } else if (text.equals("[")) {
            open.push(new Open(true, path));
            conditions++;
            path = Optional.empty();
            afterOperand = false;
        } else if (token.group("open") != null || token.group("call") != null) {
            done();
            if (text.endsWith("(")) {
                open.push(new Open(false, Optional.empty()));
            }
            afterOperand = false;
        } else if (token.group("close") != null) {
            done();
            Optional<Open> closed = Optional.ofNullable(open.poll());
            conditions -= closed.filter(Open::isCondition).isPresent() ? 1 : 0;
            path = closed.flatMap(Open::before);
            afterOperand = true;
            isBracket = true;
        } else {
            done();
            afterOperand = token.group("literal") != null;
        }
        afterBracket = isBracket;
    }

    private void path(String text, String start) {
        if (afterBracket && "/".equals(start)) {
            path = path.flatMap(before -> resolved(before, text.substring(1)));
            return;
        }
        done();
        if ("/".equals(start)) {
            path = resolved("", text.substring(1));
        } else if (start != null) {
            path = resolved(context, text.substring(start.length()));
        } else if (conditions == 0) {
            path = resolved(context, text);
        }
    }

    private static Optional<String> resolved(String from, String steps) {
        List<String> all = new ArrayList<>(
                from.isEmpty() ? List.of() : Arrays.asList(from.substring(1).split("/")));
        boolean down = false;
        for (String step : plain(steps).split("/")) {
            if (step.equals("..")) {
                if (down || all.isEmpty() || from.isEmpty()) {
                    return Optional.empty();
                }
                all.remove(all.size() - 1);
            } else if (!step.equals(".")) {
                down = true;
                all.add(step);
            }
        }
        return Optional.of("/" + String.join("/", all));
    }
}
