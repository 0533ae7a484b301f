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

    private Messages(ULocale locale, Properties texts) {
        this.locale = locale;
        this.texts = texts;
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

    private static Messages read(String language) {
        try (InputStream file = Messages.class.getResourceAsStream("messages_" + language + ".properties")) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return new Messages(ULocale.forLanguageTag(language), texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
