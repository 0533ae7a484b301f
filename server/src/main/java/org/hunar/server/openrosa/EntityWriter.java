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
import org.hunar.server.openrosa.SubmissionDao.Predecessor;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Incoming;
import org.hunar.server.sync.Intake;
import org.hunar.server.sync.ManagerOperations;
import org.hunar.server.xlsform.FormPeople;

/** What a submission says of an entity, as an operation on a participant. */
final class EntityWriter {
    private static final String OPERATION = "entity";

    private final SubmissionDao dao;
    private final Participants participants;
    private final Intake intake;

    EntityWriter(SubmissionDao dao, Participants participants, Intake intake) {
        this.dao = dao;
        this.participants = participants;
        this.intake = intake;
    }

    /** What became of it, and the operation to be taken in, if there is one. */
    record Written(Entity entity, Optional<Incoming> operation) {}

    /**
     * @param edited submission that this one edits, and that says something of the same participant, if it does
     * @param cohorts of the sender, of which the only one is that of who is made known without a cohort
     * @throws ProblemException 400 if somebody is made known with an id that is none, or nobody can tell in which cohort, or
     *     if somebody is changed whom nobody knows
     */
    Written write(
            Transaction tx,
            FilledForm filled,
            Optional<StoredSubmission> edited,
            Set<CohortId> cohorts,
            OperationMaker operations) {
        Submission submission = filled.submission();
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
        Map<String, Object> fields = fields(filled.form(), submission, change, known);
        Optional<OperationId> before = edited.flatMap(each -> operationOf(each, id));
        if (before.isPresent()) {
            return written(change, id.get(), operations, List.of(before.get()), changed(filled, fields));
        }
        if (change.isNew()) {
            fields.putIfAbsent(ParticipantFields.COHORT, cohort(submission, cohorts));
        }
        Optional<Predecessor> predecessor = change.predecessor()
                .flatMap(place -> dao.inBranch(tx, id.get(), change.branchId().orElse(""), place));
        if (predecessor.isEmpty() && waits(change, known)) {
            return new Written(entity(EntityState.AWAITS_BRANCH, id.get(), change, Optional.empty()), Optional.empty());
        }
        if (!change.isNew() && predecessor.isEmpty() && known.isEmpty() && !makesKnown(fields)) {
            requireErased(tx, id.get());
        }
        List<OperationId> parents =
                predecessor.flatMap(Predecessor::operation).map(List::of).orElseGet(() -> seen(tx, change, known));
        return written(change, id.get(), operations, parents, fields);
    }

    private static Optional<OperationId> operationOf(StoredSubmission edited, Optional<UUID> participant) {
        Entity entity = edited.entity();
        return entity.id().equals(participant) ? entity.operation().map(OperationId::new) : Optional.empty();
    }

    /** Whether it could also be how somebody comes to be known; what changes nothing needs nobody. */
    private static boolean makesKnown(Map<String, Object> fields) {
        return fields.isEmpty()
                || fields.containsKey(ParticipantFields.COHORT)
                        && (fields.containsKey(ParticipantFields.NAME) || fields.containsKey(ParticipantFields.NUMBER));
    }

    /** Of who was erased nothing is known either, and what comes late is taken, and stripped. */
    private void requireErased(Transaction tx, UUID id) {
        if (!intake.isErased(tx, new ParticipantId(id))) {
            throw Refusal.ENTITY_UNKNOWN.problem();
        }
    }

    /** Whether something comes before it that is not here; somebody made known offline may be known by another way. */
    private static boolean waits(EntityChange change, Optional<ParticipantRecord> known) {
        return change.predecessor()
                .filter(place -> place > 0 || known.isEmpty())
                .isPresent();
    }

    /** @param parents of which a single one stands for it, where nothing is changed */
    private static Written written(
            EntityChange change,
            UUID id,
            OperationMaker operations,
            List<OperationId> parents,
            Map<String, Object> fields) {
        Optional<Incoming> operation = fields.isEmpty()
                ? Optional.empty()
                : Optional.of(operations.put(OPERATION, new EntityId(EntityType.PARTICIPANT, id), parents, fields));
        Optional<OperationId> last = operation.isPresent()
                ? Optional.of(operations.id(OPERATION))
                : parents.stream().filter(each -> parents.size() == 1).findFirst();
        return new Written(entity(EntityState.TAKEN, id, change, last.map(OperationId::value)), operation);
    }

    /** What an edit says otherwise than what it edits: the rest stays as somebody else may have changed it. */
    private static Map<String, Object> changed(FilledForm filled, Map<String, Object> fields) {
        Map<String, Object> before = filled.original()
                .flatMap(original -> original.submission()
                        .entity()
                        .map(change -> fields(original.form(), original.submission(), change, Optional.empty())))
                .orElse(Map.of());
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.entrySet().removeAll(before.entrySet());
        return changed;
    }

    /** What the phone had seen, by the version that it had; nothing if that is not of this server. */
    private List<OperationId> seen(Transaction tx, EntityChange change, Optional<ParticipantRecord> known) {
        // versions that the phone counted by itself are none of ours
        Optional<Long> version = change.predecessor().isPresent() ? change.trunkVersion() : change.baseVersion();
        if (known.isEmpty() || version.isEmpty() || version.get() > known.get().rev()) {
            return List.of();
        }
        ParticipantRecord record = known.get();
        return version.get() == record.rev()
                ? ManagerOperations.heads(record.doc())
                : intake.headsAt(tx, EntityId.of(record.id()), version.get());
    }

    private static Map<String, Object> fields(
            FormFile form, Submission submission, EntityChange change, Optional<ParticipantRecord> known) {
        Map<String, Object> fields = new LinkedHashMap<>();
        form.saveTo().forEach((question, property) -> {
            if (FormPeople.PROPERTIES.contains(property)) {
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
