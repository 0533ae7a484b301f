package org.hunar.server.xlsform;

import static java.util.Map.entry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions that phones know, with how many arguments: those of JavaRosa 6, the engine of ODK Collect, and what Collect
 * adds to it (https://getodk.github.io/xforms-spec/#xpath-functions). A form that calls another one, or one with other
 * arguments, is not opened, or stops where it is called. That leaves out some of XPath 1.0, such as floor and last.
 */
final class Functions {
    /** What stands before a bracket and is no function. */
    private static final Set<String> NO_FUNCTIONS =
            Set.of("and", "or", "div", "mod", "text", "node", "comment", "processing-instruction");

    private static final Arity NONE = new Arity(0, 0);
    private static final Arity ONE = new Arity(1, 1);
    private static final Arity UP_TO_ONE = new Arity(0, 1);
    private static final Arity ONE_OR_TWO = new Arity(1, 2);
    private static final Arity TWO = new Arity(2, 2);
    private static final Arity TWO_OR_THREE = new Arity(2, 3);
    private static final Arity THREE = new Arity(3, 3);
    private static final Arity ANY = new Arity(0, Integer.MAX_VALUE);

    private static final Map<String, Arity> KNOWN = Map.ofEntries(
            entry("true", NONE),
            entry("false", NONE),
            entry("pi", NONE),
            entry("today", NONE),
            entry("now", NONE),
            entry("random", NONE),
            entry("version", NONE),
            entry("current", NONE),
            entry("position", UP_TO_ONE),
            entry("string-length", UP_TO_ONE),
            entry("normalize-space", UP_TO_ONE),
            entry("uuid", UP_TO_ONE),
            entry("boolean", ONE),
            entry("number", ONE),
            entry("int", ONE),
            entry("string", ONE),
            entry("date", ONE),
            entry("date-time", ONE),
            entry("decimal-date-time", ONE),
            entry("decimal-time", ONE),
            entry("not", ONE),
            entry("boolean-from-string", ONE),
            entry("abs", ONE),
            entry("acos", ONE),
            entry("asin", ONE),
            entry("atan", ONE),
            entry("cos", ONE),
            entry("exp", ONE),
            entry("exp10", ONE),
            entry("log", ONE),
            entry("log10", ONE),
            entry("sin", ONE),
            entry("sqrt", ONE),
            entry("tan", ONE),
            entry("count", ONE),
            entry("count-non-empty", ONE),
            entry("count-selected", ONE),
            entry("sum", ONE),
            entry("once", ONE),
            entry("property", ONE),
            entry("area", ONE),
            entry("enclosed-area", ONE),
            entry("base64-decode", ONE),
            entry("instance", ONE),
            entry("jr:itext", ONE),
            entry("round", ONE_OR_TWO),
            entry("randomize", ONE_OR_TWO),
            entry("atan2", TWO),
            entry("pow", TWO),
            entry("coalesce", TWO),
            entry("format-date", TWO),
            entry("format-date-time", TWO),
            entry("selected", TWO),
            entry("is-selected", TWO),
            entry("selected-at", TWO),
            entry("substring-before", TWO),
            entry("substring-after", TWO),
            entry("contains", TWO),
            entry("starts-with", TWO),
            entry("ends-with", TWO),
            entry("regex", TWO),
            entry("geofence", TWO),
            entry("extract-signed", TWO),
            entry("jr:choice-name", TWO),
            entry("substr", TWO_OR_THREE),
            entry("digest", TWO_OR_THREE),
            entry("if", THREE),
            entry("translate", THREE),
            entry("indexed-repeat", new Arity(3, 11)),
            entry("concat", ANY),
            entry("join", ANY),
            entry("max", ANY),
            entry("min", ANY),
            entry("depend", ANY),
            entry("checklist", ANY),
            entry("weighted-checklist", ANY),
            entry("distance", ANY),
            entry("pulldata", ANY),
            entry("checksum", ANY));

    private static final String NAME = Names.NCNAME + "(?::" + Names.NCNAME + ")?";

    private static final Pattern TOKEN = Pattern.compile("(?<literal>'[^']*'|\"[^\"]*\")|(?<call>" + NAME
            + ")\\s*\\(|(?<open>[(\\[])|(?<close>[)\\]])|(?<comma>,)|(?<other>" + NAME + "|\\S)");

    private static final Pattern INSTANCE = Pattern.compile("\\binstance\\(\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*\\)");

    private Functions() {}

    private record Arity(int least, int most) {
        boolean takes(int arguments) {
            return arguments >= least && arguments <= most;
        }

        @Override
        public String toString() {
            String many = most == 0 ? "no" : least == most ? "" + least : least + " to " + most;
            return many + (most == 1 ? " argument" : " arguments");
        }
    }

    /** A bracket that is open: of a call, or of anything else. */
    private static final class Open {
        final String call;
        int arguments;

        Open(String call) {
            this.call = call;
        }
    }

    /** Which call no phone could make; empty if it knows all of them. The expression must be one. */
    static Optional<String> fault(String expression) {
        List<String> faults = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            if (token.group("close") != null) {
                Optional.ofNullable(open.poll()).flatMap(Functions::fault).ifPresent(faults::add);
                continue;
            }
            if (!open.isEmpty() && (token.group("comma") != null || open.peek().arguments == 0)) {
                open.peek().arguments++;
            }
            if (token.group("call") != null) {
                open.push(new Open(NO_FUNCTIONS.contains(token.group("call")) ? "" : token.group("call")));
            } else if (token.group("open") != null) {
                open.push(new Open(""));
            }
        }
        return faults.stream().findFirst();
    }

    private static Optional<String> fault(Open closed) {
        Arity arity = KNOWN.get(closed.call);
        if (closed.call.isEmpty() || arity != null && arity.takes(closed.arguments)) {
            return Optional.empty();
        }
        return Optional.of(
                arity == null
                        ? "phones know no function " + closed.call + ": see those of ODK, in small letters"
                        : "the function " + closed.call + " takes " + arity + ", not " + closed.arguments);
    }

    /** The lists and files that an expression reads: {@code instance('tools')/root/item}. */
    static List<String> instances(String expression) {
        return INSTANCE.matcher(expression)
                .results()
                .map(each -> each.group(1) == null ? each.group(2) : each.group(1))
                .toList();
    }
}
