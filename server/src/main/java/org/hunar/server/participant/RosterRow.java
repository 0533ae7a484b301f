package org.hunar.server.participant;

import java.util.Map;
import org.hunar.model.participant.ParticipantId;

/**
 * A checked row of a roster, to become an operation.
 *
 * @param isNew whether nothing is known of that participant yet
 * @param fields the fields that the row names, {@code cohort} always among them; the others stay as they are
 */
public record RosterRow(ParticipantId id, boolean isNew, Map<String, Object> fields) {
    @Override
    public String toString() {
        return "RosterRow[" + id + ", isNew=" + isNew + "]";
    }
}
