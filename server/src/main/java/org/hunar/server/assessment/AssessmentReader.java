package org.hunar.server.assessment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.Timestamps;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Shows assessments to the managers of their programme, with what other features know of them. */
final class AssessmentReader {
    /** Fields that the server says, present or not. */
    private static final Set<String> OURS =
            Set.of("id", "cohort", "counts_for", "state", "captured_by", "rev", "provisional");

    private static final AssessmentId BEFORE_ALL = new AssessmentId(new UUID(0, 0));

    private final Database database;
    private final AssessmentDao dao = new AssessmentDao();
    private final List<AssessmentDetail> inLists;
    private final List<AssessmentDetail> ofOne;

    AssessmentReader(Database database, List<AssessmentDetail> details, List<AssessmentDetail> detailsOfOne) {
        this.database = database;
        this.inLists = List.copyOf(details);
        this.ofOne = Stream.concat(details.stream(), detailsOfOne.stream()).toList();
    }

    /**
     * A page in the order of ids, which is that in which they were begun.
     *
     * @param late whether only those that came after their cohort had closed, or only the others; absent for all
     */
    Map<String, Object> page(Caller caller, ProgrammeId programme, Optional<Boolean> late, PageRequest page) {
        caller.requireManager(programme);
        AssessmentId after = page.after(AssessmentId::of).orElse(BEFORE_ALL);
        return database.inSnapshot(tx -> {
            List<AssessmentRecord> records = dao.page(tx, programme, late, after, page.fetch());
            Map<AssessmentId, Map<String, Object>> shown = show(tx, records, inLists);
            return page.page(records, record -> record.id().toString(), record -> shown.get(record.id()));
        });
    }

    /** @throws ProblemException 404 if the programme has no such assessment */
    Map<String, Object> one(Caller caller, ProgrammeId programme, AssessmentId id) {
        caller.requireManager(programme);
        return database.inSnapshot(tx -> {
            List<AssessmentRecord> found = dao.find(tx, List.of(id)).values().stream()
                    .filter(record -> record.programme().equals(programme))
                    .toList();
            if (found.isEmpty()) {
                throw ProblemException.notFound("assessment " + id + " in " + programme);
            }
            return show(tx, found, ofOne).get(id);
        });
    }

    private Map<AssessmentId, Map<String, Object>> show(
            Transaction tx, List<AssessmentRecord> records, List<AssessmentDetail> details) {
        Map<AssessmentId, Map<String, Object>> shown = new LinkedHashMap<>();
        records.forEach(record -> shown.put(record.id(), toJson(record)));
        shown.values().forEach(each -> ofOne.forEach(detail -> each.remove(detail.name())));
        for (AssessmentDetail detail : details) {
            detail.of(tx, records).forEach((id, value) -> shown.get(id).put(detail.name(), value));
        }
        return shown;
    }

    private static Map<String, Object> toJson(AssessmentRecord record) {
        Map<String, Object> json = new JsonFields()
                .put("id", record.id().toString())
                .put("cohort", record.cohort().value())
                .putText("counts_for", record.isMerged() ? record.participant() : null)
                .put("state", record.status().name())
                .put("captured_by", record.capturedBy())
                .put("rev", record.rev())
                .put("provisional", record.isProvisional() ? Boolean.TRUE : null)
                .toMap();
        // what somebody captured under one of our names stays in the document, and is not shown for ours
        record.doc().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                json.put(name, value);
            }
        });
        record.startedAt().ifPresent(at -> json.put("started_at", Timestamps.format(at)));
        record.completedAt().ifPresent(at -> json.put("completed_at", Timestamps.format(at)));
        return json;
    }
}
