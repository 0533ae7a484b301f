package org.hunar.server.xlsform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Languages as workbooks and phones write them, {@code اردو (ur)}, and their codes. */
final class Languages {
    /** In what a form must speak to be published: those of the trainers and of the people they assess. */
    static final List<String> DEMANDED = List.of("en", "ur", "zh");

    private static final Map<String, String> NAMES = Map.of("en", "English (en)", "ur", "اردو (ur)", "zh", "中文 (zh)");

    private static final Pattern CODE = Pattern.compile(".*\\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\\)\\s*");

    /** For those who leave the code out: all languages as they are called in English, and those demanded in their own words. */
    private static final Map<String, String> BY_NAME = byName();

    private Languages() {}

    private static Map<String, String> byName() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(code);
            codes.put(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), language.getLanguage());
        }
        NAMES.forEach(
                (code, name) -> codes.put(name.substring(0, name.indexOf(" (")).toLowerCase(Locale.ROOT), code));
        return Map.copyOf(codes);
    }

    /** The code of {@code English (en)}, and that of {@code English}; empty if it names no language. */
    static Optional<String> code(String language) {
        return written(language)
                .or(() -> Optional.ofNullable(BY_NAME.get(language.strip().toLowerCase(Locale.ROOT))));
    }

    /** The code of {@code English (en)}; empty if there is none in brackets. */
    static Optional<String> written(String language) {
        Matcher code = CODE.matcher(language);
        return code.matches() ? Optional.of(code.group(1)) : Optional.empty();
    }

    /** How a phone shows a language of that code. */
    static String name(String code) {
        Locale locale = Locale.forLanguageTag(code);
        return NAMES.getOrDefault(code, locale.getDisplayLanguage(locale) + " (" + code + ")");
    }

    /** A text by the codes of its languages; what has no language, or one without a code, is in the default one. */
    static Map<String, String> byCode(Text text, String defaultLanguage) {
        Map<String, String> byCode = new LinkedHashMap<>();
        String otherwise = code(defaultLanguage).orElse("en");
        text.inLanguages(defaultLanguage)
                .forEach((language, each) -> byCode.putIfAbsent(code(language).orElse(otherwise), each));
        return byCode;
    }
}
