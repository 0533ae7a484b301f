package org.hunar.server.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.instrument.Published;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.storage.Transaction;

/**
 * One batch in its transaction, step by step as the sync protocol's §4 has them. Every step works on the whole batch:
 * the number of statements does not depend on the number of operations.
 */
final class IntakeTransaction {
    private final Transaction tx;
    private final Batch batch;
    private final Instant now;
    private final Intake.Stores stores;

    private final EntityLocks locks;
    private final Map<EntityId, EntityState> states = new TreeMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Replies replies;
    private final ErasedPeople erased;

    private final Map<ParticipantId, ParticipantRecord> participants = new LinkedHashMap<>();
    private final Map<AssessmentId, AssessmentRecord> assessments = new LinkedHashMap<>();
    private final Map<EntityId, Map<String, Long>> marks = new HashMap<>();
    private final Set<EntityId> released = new TreeSet<>();
    private final Set<EntityId> refolded;
    private final List<Held> held = new ArrayList<>();
    private final List<LoggedOperation> placed = new ArrayList<>();
    private Set<EntityId> merging = Set.of();
    private Survivors survivors;

    IntakeTransaction(Transaction tx, Batch batch, Instant now, Intake.Stores stores) {
        this(tx, batch, now, stores, Set.of());
    }

    /** @param refolded what is folded and published anew, since operations of it are others than they were */
    IntakeTransaction(Transaction tx, Batch batch, Instant now, Intake.Stores stores, Set<EntityId> refolded) {
        this.tx = tx;
        this.refolded = refolded;
        this.batch = batch;
        // Milliseconds are what both databases and every message keep.
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.stores = stores;
        this.locks = new EntityLocks(tx, stores.operations());
        this.erased = new ErasedPeople(locks);
        this.replies = new Replies(batch);
    }

    List<PushResult> run() {
        stores.lanes().lock(tx, batch, now);
        Map<AssessmentId, AssessmentRecord> assessmentsBefore =
                stores.assessments().find(tx, arrivingAssessments());
        lock(assessmentsBefore.values());
        replies.separate(stores.operations().known(tx, replies.ids()), arrivals);
        loadStates(arrivals.stream().map(Arrival::entity).collect(Collectors.toSet()));
        lockPeople();

        Authority authority = new Authority(stores.users(), tx, authors());
        ParticipantMerge roster = mergeParticipants(authority);
        AssessmentMerge sittings = mergeAssessments(authority, roster, assessmentsBefore);
        store(roster, sittings);
        Set<String> files = referToFiles();
        List<AssessmentRecord> attempts = findCases(roster, sittings);
        publish(roster, sittings);
        return replies.complete(outcomes(sittings, attempts, files));
    }

    /** Locks what the batch touches, and the participants of its assessments: where they are decides where those are. */
    private void lock(Collection<AssessmentRecord> assessmentsBefore) {
        Set<EntityId> touched = new HashSet<>(refolded);
        for (Operation operation : batchOperations()) {
            touched.add(operation.entity());
            AssessmentMerge.participantNamed(operation).ifPresent(id -> touched.add(entity(id)));
            EntityLocks.into(operation).ifPresent(touched::add);
        }
        assessmentsBefore.forEach(each -> touched.addAll(List.of(entity(each.participant()), entity(each.named()))));
        locks.take(touched);
        Set<String> arriving = new TreeSet<>();
        for (EntityId id : touched) {
            if (id.type() == EntityType.PARTICIPANT && locks.row(id).programme() == null) {
                arriving.add(id.toString());
            }
        }
        released.addAll(stores.operations().heldFor(tx, arriving));
        released.addAll(refolded);
        locks.take(released);
    }

    private void loadStates(Set<EntityId> touched) {
        Set<EntityId> all = new TreeSet<>(touched);
        all.addAll(released);
        all.forEach(id -> states.put(id, new EntityState(id, locks.row(id).rev())));
        for (LoggedOperation operation : stores.operations().ofEntities(tx, all)) {
            EntityState state = states.get(operation.operation().entity());
            if (state != null) {
                state.had(operation);
            }
        }
    }

    /** Locks whom the log names, who goes on for all those people, and, if people are merged, who hangs together. */
    private void lockPeople() {
        Set<EntityId> named = new TreeSet<>();
        states.values()
                .forEach(state -> state.logged()
                        .forEach(each -> AssessmentMerge.participantNamed(each.operation())
                                .ifPresent(id -> named.add(entity(id)))));
        locks.take(named);
        locks.takeSurvivors();
        if (batch.origin() == Batch.Origin.MANAGER) {
            merging =
                    locks.takeMerging(arrivals.stream().map(Arrival::operation).toList());
            loadStates(merging.stream().filter(id -> !states.containsKey(id)).collect(Collectors.toSet()));
        }
    }

    private ParticipantMerge mergeParticipants(Authority authority) {
        List<ParticipantId> named = locks.people().stream()
                .map(row -> new ParticipantId(row.id().id()))
                .toList();
        Map<ParticipantId, ParticipantRecord> before = stores.participants().find(tx, named);
        ParticipantMerge roster = new ParticipantMerge(before, cohorts(before.values()), authority, arriving());
        admit(EntityType.PARTICIPANT, (arrival, state) -> {
            roster.check(arrival, state, batch);
            erased.strip(arrival);
        });
        touched(EntityType.PARTICIPANT).forEach(roster::judgeUnplaced);
        settleSurvivors();
        for (EntityState state : touched(EntityType.PARTICIPANT)) {
            if (state.isChanged() || refolded.contains(state.id()) || isMergedOtherwise(state)) {
                roster.merged(state, survivors)
                        .map(erased::mark)
                        .ifPresent(record -> participants.put(record.id(), record));
            }
        }
        return roster;
    }

    private void settleSurvivors() {
        survivors = new Survivors(locks.people());
        Map<ParticipantId, Document> people = new HashMap<>();
        merging.forEach(
                id -> people.put(new ParticipantId(id.id()), states.get(id).document()));
        survivors.settle(people);
    }

    /** Whether another merge of the participant holds now than before, if any. */
    private boolean isMergedOtherwise(EntityState state) {
        ParticipantId id = new ParticipantId(state.id().id());
        return !survivors.mergedBy(id).equals(locks.row(state.id()).mergedBy());
    }

    private AssessmentMerge mergeAssessments(
            Authority authority, ParticipantMerge roster, Map<AssessmentId, AssessmentRecord> assessmentsBefore) {
        Map<AssessmentId, AssessmentRecord> before = new HashMap<>(assessmentsBefore);
        Set<ParticipantId> followed = new TreeSet<>();
        roster.moved(participants.values()).forEach(record -> followed.add(record.id()));
        merging.forEach(id -> followed.add(new ParticipantId(id.id())));
        List<AssessmentRecord> following = stores.assessments().ofParticipants(tx, followed);
        following.forEach(record -> before.putIfAbsent(record.id(), record));
        AssessmentMerge sittings = new AssessmentMerge(
                before, roster.after(participants.values()), survivors, instruments(roster), authority, arriving());
        admit(EntityType.ASSESSMENT, (arrival, state) -> {
            sittings.check(arrival, state, batch);
            erased.strip(arrival, state, sittings);
        });
        touched(EntityType.ASSESSMENT).forEach(sittings::judgeUnplaced);
        for (EntityState state : changed(EntityType.ASSESSMENT)) {
            sittings.merged(state).ifPresent(record -> assessments.put(record.id(), record));
        }
        // also what is in review: once somebody is there whom it names, a manager is asked about it
        touched(EntityType.ASSESSMENT)
                .forEach(state -> sittings.missingParticipant(state)
                        .ifPresent(id -> held.add(new Held(entity(id).toString(), state.id()))));
        follow(following, roster);
        return sittings;
    }

    /** Assessments that are not touched themselves go where their participant goes, or who goes on for him. */
    private void follow(List<AssessmentRecord> following, ParticipantMerge roster) {
        Map<ParticipantId, ParticipantRecord> after = roster.after(participants.values());
        for (AssessmentRecord record : following) {
            ParticipantRecord survivor = after.get(survivors.of(record.named(), record.participant()));
            boolean stays = survivor.id().equals(record.participant())
                    && survivor.cohort().equals(record.cohort());
            if (!stays && !assessments.containsKey(record.id())) {
                assessments.put(record.id(), record.countingFor(survivor.id(), survivor.cohort(), record.rev() + 1));
            }
        }
    }

    /** Admits arrivals of one kind, in the order in which they came: each may build on the one before. */
    private void admit(EntityType type, Check check) {
        for (Arrival arrival : arrivals) {
            if (arrival.entity().type() == type) {
                EntityState state = states.get(arrival.entity());
                Refusals.refuseKind(arrival, batch.origin());
                if (!arrival.isRefused()) {
                    check.check(arrival, state);
                }
                if (!arrival.isRefused() && batch.isOfRevokedDevice()) {
                    arrival.putIntoReview();
                }
                if (!arrival.isRefused()) {
                    state.add(arrival, batch, now);
                }
            }
        }
    }

    private void store(ParticipantMerge roster, AssessmentMerge sittings) {
        stores.participants().store(tx, List.copyOf(participants.values()));
        stores.assessments().store(tx, assessments.values());
        if (!assessments.isEmpty()) {
            stores.listener().changed(tx, List.copyOf(assessments.values()));
        }
        ChangedPeople.of(participants.values(), assessments.values(), sittings)
                .forEach((programme, people) -> stores.people().changed(tx, programme, people));
        place(roster, sittings);
        stores.operations().hold(tx, held);
        stores.operations()
                .release(
                        tx,
                        participants.keySet().stream()
                                .map(id -> entity(id).toString())
                                .toList());
    }

    /** Notes the files that the accepted operations name, and tells which of them are there. */
    private Set<String> referToFiles() {
        Map<EntityId, Set<String>> named = new HashMap<>();
        for (Arrival arrival : arrivals) {
            Set<String> files = AssessmentMerge.attachments(arrival.operation());
            if (!arrival.isRefused() && !files.isEmpty()) {
                named.computeIfAbsent(arrival.entity(), id -> new TreeSet<>()).addAll(files);
            }
        }
        return stores.blobs().refer(tx, named);
    }

    /** Last, since other pushes into the same scopes wait from here on. */
    private void publish(ParticipantMerge roster, AssessmentMerge sittings) {
        List<FeedChange> changes = new ArrayList<>();
        participants.values().forEach(record -> changes.addAll(roster.changes(record, survivors)));
        assessments.values().forEach(record -> changes.addAll(sittings.changes(record)));
        stores.feed().publish(tx, changes).forEach(this::mark);
    }

    /** Settles programme and revision of what has a document now, and the programme of every operation that has one. */
    private void place(ParticipantMerge roster, AssessmentMerge sittings) {
        List<EntityRow> rows = new ArrayList<>();
        merging.stream()
                .filter(id -> !participants.containsKey(new ParticipantId(id.id())))
                .forEach(id -> rows.add(survivors.row(
                        id, locks.row(id).programme(), locks.row(id).rev())));
        participants
                .values()
                .forEach(record -> rows.add(
                        survivors.row(entity(record.id()), record.programme().value(), record.rev())));
        assessments
                .values()
                .forEach(record -> rows.add(
                        EntityRow.of(entity(record.id()), record.programme().value(), record.rev())));
        stores.operations().storeEntities(tx, rows);
        for (EntityState state : states.values()) {
            programmeOf(state, roster, sittings).ifPresent(each -> placed.addAll(state.place(each.value())));
        }
        stores.operations().place(tx, placed);
    }

    private Optional<ProgrammeId> programmeOf(EntityState state, ParticipantMerge roster, AssessmentMerge sittings) {
        UUID id = state.id().id();
        return state.id().type() == EntityType.PARTICIPANT
                ? Optional.ofNullable(participants.get(new ParticipantId(id)))
                        .map(ParticipantRecord::programme)
                        .or(() -> roster.programmeOf(state))
                : Optional.ofNullable(assessments.get(new AssessmentId(id)))
                        .map(AssessmentRecord::programme)
                        .or(() -> sittings.programmeOf(state));
    }

    /** The cases that there are now; and all assessments of the people concerned. */
    private List<AssessmentRecord> findCases(ParticipantMerge roster, AssessmentMerge sittings) {
        Set<ParticipantId> removedOrRestored = roster.removedOrRestored(participants.values());
        Set<ParticipantId> people = new TreeSet<>(removedOrRestored);
        for (AssessmentRecord record : assessments.values()) {
            people.add(record.participant());
            sittings.participantBefore(record.id()).ifPresent(people::add);
        }
        List<AssessmentRecord> attempts = stores.assessments().ofParticipants(tx, people);
        CaseFinder finder = new CaseFinder(states.values(), people, removedOrRestored, attempts, sittings, survivors);
        finder.alsoLookAt(stores.operations().ofEntities(tx, finder.further()));
        Forks forks = new Forks(states.values(), placed);
        forks.alreadyHere(stores.operations().sameNumber(tx, forks.fresh()));
        stores.cases().found(tx, now, finder.find(forks.found()));
        return attempts;
    }

    private void mark(FeedChange change, long seq) {
        marks.computeIfAbsent(
                        new EntityId(EntityType.of(change.entity()), UUID.fromString(change.key())),
                        id -> new TreeMap<>())
                .put(change.scope(), seq);
    }

    /** The results of what is new, which go into the log with it; and the refused into the quarantine. */
    private Map<OperationId, PushResult> outcomes(
            AssessmentMerge sittings, List<AssessmentRecord> attempts, Set<String> files) {
        Outcomes outcomes = new Outcomes(sittings, participants, assessments, attempts, files, marks);
        Map<OperationId, PushResult> byOperation = new HashMap<>();
        for (Arrival arrival : arrivals) {
            EntityState state = states.get(arrival.entity());
            byOperation.put(arrival.operation().id(), outcomes.of(arrival, state));
        }
        List<LoggedOperation> added = states.values().stream()
                .flatMap(state -> state.added().stream())
                .toList();
        stores.operations().insert(tx, added, byOperation);
        stores.quarantine().keep(tx, batch, now, erased.strip(replies.refused(arrivals)));
        return byOperation;
    }

    private Map<CohortId, Cohort> cohorts(Collection<ParticipantRecord> before) {
        List<Operation> operations = new ArrayList<>();
        for (EntityState state : touched(EntityType.PARTICIPANT)) {
            state.logged().forEach(each -> operations.add(each.operation()));
        }
        arrivals.forEach(arrival -> operations.add(arrival.operation()));
        Set<CohortId> named = ParticipantMerge.named(operations);
        before.forEach(record -> named.add(record.cohort()));
        return stores.programmes().cohorts(tx, named);
    }

    /** Programme by programme, since an instrument's code is unique in its programme only; nearly always one. */
    private Map<ProgrammeId, Map<InstrumentVersion, Published>> instruments(ParticipantMerge roster) {
        Set<InstrumentVersion> named = AssessmentMerge.instruments(touched(EntityType.ASSESSMENT), arriving());
        Set<ProgrammeId> programmes = new TreeSet<>();
        roster.after(participants.values()).values().forEach(record -> programmes.add(record.programme()));
        Map<ProgrammeId, Map<InstrumentVersion, Published>> instruments = new HashMap<>();
        if (!named.isEmpty()) {
            programmes.forEach(
                    programme -> instruments.put(programme, stores.instruments().find(tx, programme, named)));
        }
        return instruments;
    }

    private List<EntityState> changed(EntityType type) {
        return touched(type).stream()
                .filter(state -> state.isChanged() || released.contains(state.id()))
                .toList();
    }

    private List<EntityState> touched(EntityType type) {
        return states.values().stream()
                .filter(state -> state.id().type() == type)
                .toList();
    }

    private List<Operation> batchOperations() {
        return batch.incoming().stream()
                .filter(Incoming.Readable.class::isInstance)
                .map(each -> ((Incoming.Readable) each).operation())
                .toList();
    }

    private List<Operation> arriving() {
        return arrivals.stream().map(Arrival::operation).toList();
    }

    private Set<AssessmentId> arrivingAssessments() {
        return Stream.concat(batchOperations().stream().map(Operation::entity), refolded.stream())
                .filter(id -> id.type() == EntityType.ASSESSMENT)
                .map(id -> new AssessmentId(id.id()))
                .collect(Collectors.toSet());
    }

    private Set<String> authors() {
        Set<String> authors = new TreeSet<>(Set.of(batch.author()));
        states.values().forEach(state -> state.logged().forEach(each -> authors.add(each.author())));
        return authors;
    }

    private static EntityId entity(AssessmentId id) {
        return new EntityId(EntityType.ASSESSMENT, id.value());
    }

    private static EntityId entity(ParticipantId id) {
        return new EntityId(EntityType.PARTICIPANT, id.value());
    }

    /** Looks at one arrival with what is known of its entity, and refuses it or not. */
    private interface Check {
        void check(Arrival arrival, EntityState state);
    }
}
