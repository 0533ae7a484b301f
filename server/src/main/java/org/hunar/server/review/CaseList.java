package org.hunar.server.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Candidate;
import org.hunar.server.sync.CaseKind;

/** Shows the cases of a programme to its managers, with what they need to decide. */
final class CaseList {
    private final Database database;
    private final CaseDao dao = new CaseDao();
    private final Participants participants;
    private final Assessments assessments;

    CaseList(Database database, Participants participants, Assessments assessments) {
        this.database = database;
        this.participants = participants;
        this.assessments = assessments;
    }

    /** Which cases are wanted; empty for all. */
    record Filter(Optional<Boolean> open, Optional<CaseKind> kind) {}

    /** A page in the order in which the cases were opened. */
    Map<String, Object> page(Caller caller, ProgrammeId programme, Filter filter, PageRequest page) {
        caller.requireManager(programme);
        Optional<UUID> after = page.after(UUID::fromString);
        return database.inSnapshot(tx -> {
            List<Case> cases = dao.page(tx, programme, filter.open(), filter.kind(), after, page.fetch());
            Shown shown = new Shown(tx, cases);
            return page.page(cases, each -> each.id().toString(), shown::toJson);
        });
    }

    /** Cases with the participants and assessments that they are about, read together. */
    private final class Shown {
        private final Map<AssessmentId, AssessmentRecord> sittings;
        private final Map<ParticipantId, ParticipantRecord> people;

        Shown(Transaction tx, Collection<Case> cases) {
            List<AssessmentId> named = new ArrayList<>();
            List<ParticipantId> persons = new ArrayList<>();
            for (Case each : cases) {
                named.add(new AssessmentId(each.what().entity()));
                each.what().candidates().forEach(candidate -> named.add(new AssessmentId(candidate.id())));
                persons.add(new ParticipantId(each.what().entity()));
            }
            sittings = assessments.find(tx, named);
            sittings.values().forEach(each -> persons.add(each.participant()));
            people = participants.find(tx, persons);
        }

        Map<String, Object> toJson(Case each) {
            List<Candidate> candidates = each.what().candidates();
            return new JsonFields()
                    .putText("id", each.id())
                    .put("kind", each.what().kind().name())
                    .put("status", each.isOpen() ? "OPEN" : "RESOLVED")
                    .put("message", CaseTexts.message(each.what()).byLanguage())
                    .put("entity", each.what().entityType())
                    .putText("entity_id", each.what().entity())
                    .put(
                            "path",
                            each.what().path().isEmpty() ? null : each.what().path())
                    .put("about", about(each))
                    .put("candidates", candidates.stream().map(this::toJson).toList())
                    .put("opened_at", Timestamps.format(each.openedAt()))
                    .put("resolved_at", each.closing().map(closing -> Timestamps.format(closing.at())))
                    .put("resolved_by", each.closing().flatMap(Case.Closing::by))
                    .put("remark", each.closing().flatMap(Case.Closing::remark))
                    .toMap();
        }

        private Map<String, Object> toJson(Candidate candidate) {
            Map<String, Object> json = new LinkedHashMap<>(candidate.toJson());
            Optional.ofNullable(sittings.get(new AssessmentId(candidate.id()))).ifPresent(record -> {
                Map<String, Object> doc = new LinkedHashMap<>(record.doc());
                doc.remove(Document.SYNC);
                json.put("state", record.status().name());
                json.put("value", doc);
            });
            return json;
        }

        /** Whom and what it is about, in words that a manager knows. */
        private Map<String, Object> about(Case each) {
            Optional<AssessmentRecord> sitting = Optional.ofNullable(
                    sittings.get(new AssessmentId(each.what().entity())));
            ParticipantId person = sitting.map(AssessmentRecord::participant)
                    .orElseGet(() -> new ParticipantId(each.what().entity()));
            Optional<ParticipantRecord> participant = Optional.ofNullable(people.get(person));
            JsonFields about = new JsonFields();
            participant.ifPresent(record -> about.putText("participant_id", record.id())
                    .put("number", record.doc().get(ParticipantFields.NUMBER))
                    .put("name", record.doc().get(ParticipantFields.NAME))
                    .put("cohort", record.cohort().value())
                    .put("rev", record.rev()));
            sitting.ifPresent(record -> about.putText("instrument", record.instrument())
                    .put("phase", record.phase().name())
                    .put("attempt", record.attempt())
                    .put("state", record.status().name())
                    .put("rev", record.rev()));
            return about.toMap();
        }
    }
}
