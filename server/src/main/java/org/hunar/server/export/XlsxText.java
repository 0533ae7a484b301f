package org.hunar.server.export;

import java.util.Locale;
import java.util.regex.Pattern;

/** Characters that XML cannot hold or changes are written as {@code _x000D_} (ECMA-376 part 1, 22.9.2.19). */
final class XlsxText {
    private static final Pattern TO_ESCAPE =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)");

    private XlsxText() {}

    static String escape(String text) {
        return TO_ESCAPE.matcher(text).replaceAll(found -> code(found.group().charAt(0)));
    }

    private static String code(char character) {
        return String.format(Locale.ROOT, "_x%04X_", (int) character);
    }
}
