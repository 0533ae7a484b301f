package org.hunar.server.participant;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;

/**
 * A participant as derived from all operations so far.
 *
 * @param rev counts the changes, from 1
 * @param removed whether only a tombstone is left, as after a merge
 * @param doc the fields of the participant, such as {@code number}, {@code name}, {@code gender}
 */
public record ParticipantRecord(
        ProgrammeId programme, ParticipantId id, CohortId cohort, long rev, boolean removed, Map<String, Object> doc) {
    private static final String ERASED = "erased";

    /** As phones and managers see it when the person was erased: so that nobody asks for the name. */
    public ParticipantRecord erased() {
        Map<String, Object> marked = new LinkedHashMap<>(doc);
        marked.put(ERASED, true);
        return new ParticipantRecord(programme, id, cohort, rev, removed, marked);
    }

    public boolean isErased() {
        return Boolean.TRUE.equals(doc.get(ERASED));
    }

    /** Keeps names and telephone numbers out of logs, where a record would print them. */
    @Override
    public String toString() {
        return "ParticipantRecord[" + programme + "/" + cohort + "/" + id + ", rev=" + rev + ", removed=" + removed
                + "]";
    }
}
