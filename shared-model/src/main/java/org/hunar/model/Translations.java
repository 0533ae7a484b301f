package org.hunar.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * One text in several languages.
 *
 * @param byLanguage language tag (BCP 47, such as {@code en}, {@code ur}, {@code zh}) to text, never empty
 */
public record Translations(Map<String, String> byLanguage) {
    public Translations {
        byLanguage = Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    /**
     * Reads {@code {"en": …, "ur": …}}.
     *
     * @throws InvalidException if it is no such object or has no text at all
     */
    public static Translations fromJson(String pointer, Object value) {
        JsonObject json = JsonObject.of(pointer, value);
        Map<String, String> texts = new LinkedHashMap<>();
        for (String language : json.names()) {
            json.optionalText(language).ifPresent(text -> texts.put(language, text));
        }
        if (texts.isEmpty()) {
            throw InvalidException.at(pointer, "REQUIRED", "needs a text in at least one language");
        }
        return new Translations(texts);
    }

    /** The text in a language, or in English, or in whatever there is. */
    public String in(String language) {
        String wanted = byLanguage.get(language);
        String english = byLanguage.get("en");
        return wanted != null
                ? wanted
                : english != null ? english : byLanguage.values().iterator().next();
    }
}
