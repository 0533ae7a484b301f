package org.hunar.server.participant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.Consent;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;

/**
 * A participant as derived from all operations so far.
 *
 * @param rev counts the changes, from 1
 * @param removed whether only a tombstone is left, as after a merge
 * @param doc the fields of the participant, such as {@code number}, {@code name}, {@code gender}
 */
public record ParticipantRecord(
        ProgrammeId programme, ParticipantId id, CohortId cohort, long rev, boolean removed, Map<String, Object> doc) {
    private static final Set<String> NAMELESS = Set.of(
            ParticipantFields.COHORT,
            ParticipantFields.GENDER,
            ParticipantFields.PROVINCE,
            ParticipantFields.ORGANISATION);

    /** The consent as it stands; what is none, from before there was a rule for it, is none. */
    public Optional<Consent> consent() {
        try {
            return JsonObject.of("", doc)
                    .optionalObject(ParticipantFields.CONSENT)
                    .map(Consent::fromJson);
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether lists that leave the server may name the person: not who has withdrawn the consent, and there is no name of
     * who was erased. Whether the caller may see names is another question, see {@code Caller.seesNames}.
     */
    public boolean mayBeNamed() {
        return !isErased() && consent().map(Consent::stands).orElse(true);
    }

    /** All that who may not see names sees: a field that is not listed here may tell who somebody is. */
    public Map<String, Object> withoutNames() {
        Map<String, Object> shown = new LinkedHashMap<>(doc);
        shown.keySet().retainAll(NAMELESS);
        return shown;
    }

    /** As phones and managers see it when the person was erased: so that nobody asks for the name. */
    public ParticipantRecord erased() {
        Map<String, Object> marked = new LinkedHashMap<>(doc);
        marked.put(ParticipantFields.ERASED, true);
        return new ParticipantRecord(programme, id, cohort, rev, removed, marked);
    }

    public boolean isErased() {
        return Boolean.TRUE.equals(doc.get(ParticipantFields.ERASED));
    }

    /** Keeps names and telephone numbers out of logs, where a record would print them. */
    @Override
    public String toString() {
        return "ParticipantRecord[" + programme + "/" + cohort + "/" + id + ", rev=" + rev + ", removed=" + removed
                + "]";
    }
}
