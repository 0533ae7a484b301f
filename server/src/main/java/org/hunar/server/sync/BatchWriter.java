package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.storage.Transaction;

/** Writes down what came of a batch: the documents, where they belong, and last their places in the feed. */
final class BatchWriter {
    private final Transaction tx;
    private final Intake.Stores stores;
    private final ParticipantMerge roster;
    private final AssessmentMerge sittings;
    private final Survivors survivors;
    private final Map<ParticipantId, ParticipantRecord> participants;
    private final Map<AssessmentId, AssessmentRecord> assessments;

    /**
     * @param participants that the batch changed
     * @param assessments that the batch changed
     */
    BatchWriter(
            Transaction tx,
            Intake.Stores stores,
            ParticipantMerge roster,
            AssessmentMerge sittings,
            Survivors survivors,
            Map<ParticipantId, ParticipantRecord> participants,
            Map<AssessmentId, AssessmentRecord> assessments) {
        this.tx = tx;
        this.stores = stores;
        this.roster = roster;
        this.sittings = sittings;
        this.survivors = survivors;
        this.participants = participants;
        this.assessments = assessments;
    }

    /** Stores the documents, and lets those know who follow them. */
    void storeDocuments() {
        stores.participants().store(tx, List.copyOf(participants.values()));
        stores.assessments().store(tx, assessments.values());
        if (!assessments.isEmpty()) {
            stores.listener().changed(tx, List.copyOf(assessments.values()));
        }
        ChangedPeople.of(participants.values(), assessments.values(), sittings)
                .forEach((programme, people) -> stores.people().changed(tx, programme, people));
    }

    /**
     * Settles programme and revision of what has a document now, and the programme of every operation that has one.
     *
     * @return operations of the log whose programme is known only now
     */
    List<LoggedOperation> place(TouchedEntities touched, EntityLocks locks) {
        List<EntityRow> rows = new ArrayList<>();
        touched.merging().stream()
                .filter(id -> !participants.containsKey(new ParticipantId(id.id())))
                .map(locks::row)
                .forEach(row -> rows.add(survivors.row(row.id(), row.programme(), row.rev())));
        participants
                .values()
                .forEach(record -> rows.add(survivors.row(
                        EntityId.of(record.id()), record.programme().value(), record.rev())));
        assessments
                .values()
                .forEach(record -> rows.add(EntityRow.of(
                        EntityId.of(record.id()), record.programme().value(), record.rev())));
        stores.operations().storeEntities(tx, rows);
        List<LoggedOperation> placed = new ArrayList<>();
        for (EntityState state : touched.all()) {
            programmeOf(state).ifPresent(each -> placed.addAll(state.place(each.value())));
        }
        stores.operations().place(tx, placed);
        return placed;
    }

    private Optional<ProgrammeId> programmeOf(EntityState state) {
        UUID id = state.id().id();
        return state.id().type() == EntityType.PARTICIPANT
                ? Optional.ofNullable(participants.get(new ParticipantId(id)))
                        .map(ParticipantRecord::programme)
                        .or(() -> roster.programmeOf(state))
                : Optional.ofNullable(assessments.get(new AssessmentId(id)))
                        .map(AssessmentRecord::programme)
                        .or(() -> sittings.programmeOf(state));
    }

    /** Notes what waits for a participant, and forgets it of those who are here now. */
    void hold(Collection<Held> held) {
        stores.operations().hold(tx, held);
        stores.operations()
                .release(
                        tx,
                        participants.keySet().stream()
                                .map(id -> EntityId.of(id).toString())
                                .toList());
    }

    /**
     * Comes last, since other pushes into the same scopes wait from here on.
     *
     * @return where each document stands now, by scope
     */
    Map<EntityId, Map<String, Long>> publish() {
        List<FeedChange> changes = new ArrayList<>();
        participants.values().forEach(record -> changes.addAll(roster.changes(record, survivors)));
        assessments.values().forEach(record -> changes.addAll(sittings.changes(record)));
        Map<EntityId, Map<String, Long>> marks = new HashMap<>();
        stores.feed()
                .publish(tx, changes)
                .forEach((change, seq) -> marks.computeIfAbsent(
                                new EntityId(EntityType.of(change.entity()), UUID.fromString(change.key())),
                                id -> new TreeMap<>())
                        .put(change.scope(), seq));
        return marks;
    }
}
