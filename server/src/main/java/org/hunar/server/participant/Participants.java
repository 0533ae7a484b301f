package org.hunar.server.participant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.storage.Transaction;

/** The participants as derived from their operations. Whoever asks has checked what the caller may see. */
public final class Participants {
    private final ParticipantDao dao = new ParticipantDao();

    /** Adds or replaces documents, in one statement. */
    public void store(Transaction tx, List<ParticipantRecord> records) {
        dao.merge(tx, records);
    }

    /** Those of the participants that there are, removed ones too, whichever programme they belong to. */
    public Map<ParticipantId, ParticipantRecord> find(Transaction tx, Collection<ParticipantId> ids) {
        return dao.find(tx, ids).stream().collect(Collectors.toMap(ParticipantRecord::id, Function.identity()));
    }

    /** Those who have one of these numbers, removed ones too; a number may be there twice. */
    public Map<String, List<ParticipantRecord>> findByNumber(
            Transaction tx, ProgrammeId programme, Collection<String> numbers) {
        return dao.findByNumber(tx, programme, numbers).stream()
                .collect(Collectors.groupingBy(record -> (String) record.doc().get(ParticipantFields.NUMBER)));
    }

    /** Those who withdrew their consent, also if they are not on the roster any more, in the order of ids. */
    public List<ParticipantRecord> withdrawn(Transaction tx, ProgrammeId programme) {
        return dao.withdrawn(tx, programme);
    }

    /** Those who are not removed, by id, at most {@code limit} after one. */
    public List<ParticipantRecord> page(
            Transaction tx,
            ProgrammeId programme,
            Collection<CohortId> cohorts,
            Optional<ParticipantId> after,
            int limit) {
        return dao.page(tx, programme, cohorts, after, limit);
    }

    /**
     * Tells for each participant of the cohorts, by id, a line that is another one after each change. No name is opened.
     *
     * @param line is given ASCII
     */
    public void versions(Transaction tx, ProgrammeId programme, Collection<CohortId> cohorts, Consumer<String> line) {
        dao.versions(tx, programme, cohorts, line);
    }
}
