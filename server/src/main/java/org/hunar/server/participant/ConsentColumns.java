package org.hunar.server.participant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hunar.model.sync.ParticipantFields;

/** A consent in a table: {@code consent_text}, {@code consent_language}, {@code consent_at}… are parts of one field. */
final class ConsentColumns {
    private static final String BEGINNING = ParticipantFields.CONSENT + "_";
    private static final Set<String> PARTS = Set.of("text", "language", "at", "taken_by", "withdrawn_at");

    private ConsentColumns() {}

    /** Puts a cell where it belongs: into its field, or into the consent. */
    static void put(Map<String, Object> fields, String column, String text) {
        if (column.startsWith(BEGINNING) && PARTS.contains(column.substring(BEGINNING.length()))) {
            @SuppressWarnings("unchecked")
            Map<String, Object> consent = (Map<String, Object>)
                    fields.computeIfAbsent(ParticipantFields.CONSENT, name -> new LinkedHashMap<>());
            consent.put(column.substring(BEGINNING.length()), text);
        } else {
            fields.put(column, text);
        }
    }

    /** The column of a field, or of a part of one, such as {@code consent/at}. */
    static String of(String field) {
        return field.replace('/', '_');
    }
}
