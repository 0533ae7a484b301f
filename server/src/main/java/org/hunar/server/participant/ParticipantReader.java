package org.hunar.server.participant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** What a caller may see of participants: a trainer those of his cohorts, a viewer all of them without names. */
final class ParticipantReader {
    private final Database database;
    private final Programmes programmes;
    private final Participants participants;

    ParticipantReader(Database database, Programmes programmes, Participants participants) {
        this.database = database;
        this.programmes = programmes;
        this.participants = participants;
    }

    /** A page by id. @param cohort only its people, if given */
    Map<String, Object> page(Caller caller, ProgrammeId programme, Optional<CohortId> cohort, PageRequest page) {
        caller.requireMember(programme);
        Optional<ParticipantId> after = page.after(ParticipantId::of);
        List<ParticipantRecord> records = database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            Set<CohortId> cohorts = programmes.cohorts(tx, programme).keySet().stream()
                    .filter(each -> cohort.isEmpty() || cohort.get().equals(each))
                    .filter(each -> maySee(caller, programme, each))
                    .collect(Collectors.toSet());
            return participants.page(tx, programme, cohorts, after, page.fetch());
        });
        return page.page(records, record -> record.id().toString(), record -> toJson(caller, record));
    }

    Map<String, Object> find(Caller caller, ProgrammeId programme, ParticipantId id) {
        caller.requireMember(programme);
        return database.inSnapshot(tx ->
                        Optional.ofNullable(participants.find(tx, List.of(id)).get(id)))
                .filter(record -> record.programme().equals(programme) && !record.removed())
                .filter(record -> maySee(caller, programme, record.cohort()))
                .map(record -> toJson(caller, record))
                .orElseThrow(() -> ProblemException.notFound("participant of this id"));
    }

    private static boolean maySee(Caller caller, ProgrammeId programme, CohortId cohort) {
        return caller.seesAllCohorts(programme) || caller.mayTrain(programme, cohort);
    }

    private static Map<String, Object> toJson(Caller caller, ParticipantRecord record) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", record.id().toString());
        json.put("rev", record.rev());
        // what somebody captured under one of these names stays in the document, and is not shown for ours
        (caller.seesNames(record.programme(), record.cohort()) ? record.doc() : record.withoutNames())
                .forEach(json::putIfAbsent);
        json.remove(Document.SYNC);
        return json;
    }
}
