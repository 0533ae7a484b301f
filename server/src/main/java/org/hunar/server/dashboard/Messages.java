package org.hunar.server.dashboard;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hunar.model.sync.Texts;

/** The words of the pages: one catalogue a language, UTF-8, each with the same keys. */
final class Messages {
    private static final Map<String, Messages> BY_LANGUAGE = new LinkedHashMap<>();

    static {
        Texts.LANGUAGES.forEach(language -> BY_LANGUAGE.put(language, read(language)));
    }

    private final ULocale locale;
    private final Properties texts;
    private final Properties refusals;

    private Messages(ULocale locale, Properties texts, Properties refusals) {
        this.locale = locale;
        this.texts = texts;
        this.refusals = refusals;
    }

    /** @param language one of {@link Texts#LANGUAGES} */
    static Messages in(String language) {
        return BY_LANGUAGE.get(language);
    }

    /** The text of a key, its {@code {0}} replaced by what is given. */
    String text(String key, Object... values) {
        return find(key, values).orElseThrow(() -> new IllegalArgumentException("no text for " + key));
    }

    Optional<String> find(String key, Object... values) {
        return Optional.ofNullable(texts.getProperty(key))
                .map(pattern -> new MessageFormat(pattern, locale).format(values));
    }

    /** What a code of a refusal says; empty in English, in which the API says more than its code does. */
    Optional<String> refusal(String code) {
        return Optional.ofNullable(refusals.getProperty(code));
    }

    private static Messages read(String language) {
        return new Messages(
                ULocale.forLanguageTag(language),
                load("messages_" + language),
                language.equals("en") ? new Properties() : load("refusals_" + language));
    }

    private static Properties load(String catalogue) {
        try (InputStream file = Messages.class.getResourceAsStream(catalogue + ".properties")) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
