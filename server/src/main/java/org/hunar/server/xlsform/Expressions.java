package org.hunar.server.xlsform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

/** Looks whether an expression can be read, which a phone otherwise finds out. */
final class Expressions {
    /** What XPath writes before a bracket and is no function. */
    private static final Set<String> NO_FUNCTIONS =
            Set.of("and", "or", "div", "mod", "text", "node", "comment", "processing-instruction");

    private static final Pattern LITERAL_OR_CALL =
            Pattern.compile("'[^']*'|\"[^\"]*\"|(" + Names.NCNAME + ")(?::(" + Names.NCNAME + "))?(\\s*\\()");

    /** The JDK bounds the size of an expression; a phone does not. */
    private static final String TOO_LARGE_FOR_JDK = "JAXP080";

    /** Tokens of which one makes a default an expression: operators, a call, a predicate, a reference. */
    private static final Pattern TOKENS = Pattern.compile(
            String.join(
                    "|",
                    List.of(
                            "(?<word>'[^']*'|\"[^\"]*\"|-?\\d{4}-\\d{2}-\\d{2}(?:T\\S*)?|\\d{2}:\\d{2}:\\d{2}\\S*|-?\\d+(?:\\.\\d*)?)",
                            "(?<dynamic>[*+|]| mod | div |\\$\\{|" + Names.NCNAME + "(?::" + Names.NCNAME + ")?[(\\[])",
                            "(?<name>" + Names.NCNAME + ")",
                            "(?<minus>-)",
                            "(?<other>.)")),
            Pattern.DOTALL);

    private static final Set<String> WITH_HYPHENS = Set.of("date", "dateTime", "geopoint", "geotrace", "geoshape");

    private final XPath xpath = XPathFactory.newDefaultInstance().newXPath();

    Expressions() {
        xpath.setNamespaceContext(new AnyNamespace());
        xpath.setXPathFunctionResolver((name, arity) -> arguments -> "");
    }

    /** Why a phone cannot read it; empty if it can. */
    Optional<String> fault(String expression) {
        return syntax(expression).or(() -> Functions.fault(expression));
    }

    private Optional<String> syntax(String expression) {
        try {
            xpath.compile(withPrefixes(expression));
            return Optional.empty();
        } catch (XPathExpressionException e) {
            String message = String.valueOf(e.getMessage());
            return message.contains(TOO_LARGE_FOR_JDK)
                    ? Optional.empty()
                    : Optional.of(
                            "the expression cannot be read: look for a bracket, a quote or an operator that lacks");
        }
    }

    /** The functions of ODK are not those of XPath 1.0: behind a prefix, any function may be. */
    private static String withPrefixes(String expression) {
        return LITERAL_OR_CALL.matcher(expression).replaceAll(each -> {
            String name = each.group(1);
            boolean isCall = name != null && !NO_FUNCTIONS.contains(name);
            String call = isCall ? "f:" + (each.group(2) == null ? name : each.group(2)) + "(" : each.group();
            return Matcher.quoteReplacement(call);
        });
    }

    /** Whether a default is computed, not written as it is; by the rules of pyxform. */
    static boolean isDynamic(String text, String type) {
        Matcher token = TOKENS.matcher(text);
        while (token.find()) {
            if (token.group("minus") != null) {
                return !WITH_HYPHENS.contains(type);
            }
            if (token.group("dynamic") != null) {
                return true;
            }
        }
        return false;
    }

    /** Every prefix is bound to something, since only the grammar matters. */
    private static final class AnyNamespace implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return XMLConstants.DEFAULT_NS_PREFIX.equals(prefix) ? XMLConstants.NULL_NS_URI : "urn:" + prefix;
        }

        @Override
        public String getPrefix(String uri) {
            return null;
        }

        @Override
        public java.util.Iterator<String> getPrefixes(String uri) {
            return List.<String>of().iterator();
        }
    }
}
