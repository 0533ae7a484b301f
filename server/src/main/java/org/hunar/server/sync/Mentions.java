package org.hunar.server.sync;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether bytes that are kept as they came name somebody: by an id, or, as a form does, by the number alone. */
public final class Mentions {
    private static final int MOST_IDS = 1_000;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER =
            Pattern.compile("<(?:[\\w-]+:)?participant_number(?:\\s[^>]*)?>\\s*([^<]*?)\\s*</");

    private final List<String> ids;
    private final Set<String> texts;

    /**
     * @param ids of the person, and of what is about the person
     * @param texts that told who it was, the number among them
     */
    public Mentions(Collection<UUID> ids, Set<String> texts) {
        this.ids = ids.stream().map(UUID::toString).toList();
        this.texts = texts;
    }

    /** What looks like an id in what somebody sent, in the order of the text; of a flood of them the first thousand. */
    static Stream<UUID> idsIn(byte[] raw) {
        return ID.matcher(new String(raw, StandardCharsets.UTF_8))
                .results()
                .limit(MOST_IDS)
                .map(each -> UUID.fromString(each.group()));
    }

    public boolean in(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        String small = text.toLowerCase(Locale.ROOT);
        return ids.stream().anyMatch(small::contains) || byNumber(text);
    }

    private boolean byNumber(String text) {
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            if (texts.contains(number.group(1))) {
                return true;
            }
        }
        return false;
    }
}
