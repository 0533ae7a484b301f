package org.hunar.server.openrosa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.http.ProblemException;
import org.hunar.server.openrosa.StoredSubmission.Entity;
import org.hunar.server.openrosa.StoredSubmission.EntityState;
import org.hunar.server.openrosa.Submission.EntityChange;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Incoming;
import org.hunar.server.sync.ManagerOperations;

/** What a submission says of an entity, as an operation on a participant. */
final class EntityWriter {
    private static final Set<String> PROPERTIES = Set.of(
            ParticipantFields.COHORT,
            ParticipantFields.NUMBER,
            ParticipantFields.NAME_LATIN,
            ParticipantFields.GENDER,
            ParticipantFields.PROVINCE,
            ParticipantFields.ORGANISATION,
            ParticipantFields.PHONE);
    private static final String OPERATION = "entity";

    private final SubmissionDao dao;
    private final Participants participants;

    EntityWriter(SubmissionDao dao, Participants participants) {
        this.dao = dao;
        this.participants = participants;
    }

    /** What became of it, and the operation to be taken in, if there is one. */
    record Written(Entity entity, Optional<Incoming> operation) {}

    /**
     * @param cohorts of the sender, of which the only one is that of who is made known without a cohort
     * @throws ProblemException 400 if somebody is made known with an id that is none, or nobody can tell in which cohort
     */
    Written write(
            Transaction tx, FormFile form, Submission submission, Set<CohortId> cohorts, OperationMaker operations) {
        if (submission.entity().isEmpty()) {
            return new Written(Entity.NONE, Optional.empty());
        }
        EntityChange change = submission.entity().get();
        Optional<UUID> id = Convention.uuid(change.id());
        if (id.isEmpty()) {
            if (change.isNew()) {
                throw Refusal.ENTITY_ID.problem();
            }
            return new Written(Entity.NONE, Optional.empty());
        }
        Optional<ParticipantRecord> known = Optional.ofNullable(
                participants.find(tx, List.of(new ParticipantId(id.get()))).get(new ParticipantId(id.get())));
        Map<String, Object> fields = fields(form, submission, change, known);
        if (change.isNew()) {
            fields.putIfAbsent(ParticipantFields.COHORT, cohort(submission, cohorts));
        }
        Optional<OperationId> parent = change.predecessor().flatMap(place -> predecessor(tx, id.get(), change, place));
        boolean waits = change.predecessor().isPresent()
                && parent.isEmpty()
                && !(change.predecessor().get() == 0 && known.isPresent());
        if (waits) {
            return new Written(entity(EntityState.AWAITS_BRANCH, id.get(), change, Optional.empty()), Optional.empty());
        }
        List<OperationId> parents = parent.map(List::of).orElseGet(() -> seen(change, known));
        Optional<Incoming> operation = fields.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        operations.put(OPERATION, new EntityId(EntityType.PARTICIPANT, id.get()), parents, fields));
        return new Written(
                entity(
                        EntityState.TAKEN,
                        id.get(),
                        change,
                        operation
                                .map(each -> operations.id(OPERATION).value())
                                .or(() -> parent.map(OperationId::value))),
                operation);
    }

    private Optional<OperationId> predecessor(Transaction tx, UUID id, EntityChange change, long place) {
        return dao.inBranch(tx, id, change.branchId().orElse(""), place);
    }

    /** What the phone had seen: all there is if its version is the newest; of an older one only that it was older. */
    private static List<OperationId> seen(EntityChange change, Optional<ParticipantRecord> known) {
        return known.filter(record -> change.baseVersion()
                        .filter(version -> version == record.rev())
                        .isPresent())
                .map(record -> ManagerOperations.heads(record.doc()))
                .orElse(List.of());
    }

    private static Map<String, Object> fields(
            FormFile form, Submission submission, EntityChange change, Optional<ParticipantRecord> known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        form.saveTo().forEach((question, property) -> {
            if (PROPERTIES.contains(property)) {
                submission.value(question).ifPresent(value -> fields.put(property, value));
            }
        });
        change.label()
                .filter(label ->
                        known.map(RosterList::label).filter(label::equals).isEmpty())
                .ifPresent(label -> fields.put(ParticipantFields.NAME, label));
        return fields;
    }

    private static String cohort(Submission submission, Set<CohortId> cohorts) {
        return submission
                .value(ParticipantFields.COHORT)
                .or(() -> cohorts.size() == 1
                        ? Optional.of(cohorts.iterator().next().value())
                        : Optional.empty())
                .orElseThrow(Refusal.COHORT::problem);
    }

    private static Entity entity(EntityState state, UUID id, EntityChange change, Optional<UUID> operation) {
        return new Entity(state, Optional.of(id), operation, change.branchId(), change.place());
    }
}
