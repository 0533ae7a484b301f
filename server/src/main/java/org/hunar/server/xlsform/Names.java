package org.hunar.server.xlsform;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What may be a name in an XForm, and how names are compared. */
final class Names {
    private static final String START = "A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}"
            + "\\x{37F}-\\x{1FFF}\\x{200C}-\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}"
            + "\\x{F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";

    /** An XML name without a colon (Namespaces in XML 1.0, production 4), as a regular expression. */
    static final String NCNAME = "[" + START + "][" + START + "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}]*";

    private static final Pattern XML_NAME = Pattern.compile(NCNAME + "(?::" + NCNAME + ")?");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    static final String RULE = "begin with a letter or _, and go on with letters, digits, _, - and .";

    private Names() {}

    /** Whether an element or attribute may be called so; there may be a prefix. */
    static boolean isXmlName(String text) {
        return XML_NAME.matcher(text).matches();
    }

    static boolean hasPrefix(String name) {
        return name.indexOf(':') >= 0;
    }

    static String snakeCase(String header) {
        return BLANKS.matcher(header.trim()).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** How many letters one has to change to come from one to the other. */
    static int differ(String one, String other) {
        return DISTANCE.apply(one, other);
    }
}
