package org.hunar.server.xlsform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A text as the columns of a row give it: one without a language, or one for each language, in the order of the columns.
 *
 * @param plain empty if there are languages, or nothing at all
 * @param byLanguage by what stands after {@code label::}, such as {@code English (en)}
 */
record Text(String plain, Map<String, String> byLanguage) {
    static final Text NONE = new Text("", Map.of());

    static Text of(String plain) {
        return new Text(plain, Map.of());
    }

    static Text in(Map<String, String> byLanguage) {
        return new Text("", byLanguage);
    }

    boolean isTranslated() {
        return !byLanguage.isEmpty();
    }

    boolean isEmpty() {
        return plain.isEmpty() && byLanguage.isEmpty();
    }

    /** Adds the cell of a further column; a text without a language is that of the default language, if others follow. */
    Text and(String language, String text, String defaultLanguage) {
        if (language.isEmpty()) {
            return isTranslated() ? withDefault(text, defaultLanguage) : of(text);
        }
        Map<String, String> all = new LinkedHashMap<>();
        if (!plain.isEmpty() && !language.equals(defaultLanguage)) {
            all.put(defaultLanguage, plain);
        }
        all.putAll(byLanguage);
        all.put(language, text);
        return in(all);
    }

    private Text withDefault(String text, String defaultLanguage) {
        Map<String, String> all = new LinkedHashMap<>(byLanguage);
        all.putIfAbsent(defaultLanguage, text);
        return in(all);
    }

    /** The same in languages: what has none is in the default language. */
    Map<String, String> inLanguages(String defaultLanguage) {
        return isTranslated() || plain.isEmpty() ? byLanguage : Map.of(defaultLanguage, plain);
    }

    Text map(UnaryOperator<String> change) {
        Map<String, String> changed = new LinkedHashMap<>();
        byLanguage.forEach((language, text) -> changed.put(language, change.apply(text)));
        return new Text(change.apply(plain), changed);
    }

    Stream<String> texts() {
        return plain.isEmpty() ? byLanguage.values().stream() : Stream.of(plain);
    }
}
