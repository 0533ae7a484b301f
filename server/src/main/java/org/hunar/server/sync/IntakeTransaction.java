package org.hunar.server.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.hunar.server.assessment.ClaimedAttempt;
import org.hunar.server.instrument.Published;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.storage.Transaction;

/**
 * Batches in their transaction, step by step as the sync protocol's §4 has them. Every step works on all of them: the
 * number of statements does not depend on the number of operations, nor on that of the batches.
 */
final class IntakeTransaction {
    private final Transaction tx;
    private final List<Batch> batches;
    private final Instant now;
    private final Intake.Stores stores;

    private final EntityLocks locks;
    private final TouchedEntities touched;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Replies> replies;
    private final ErasedPeople erased;

    private final Map<ParticipantId, ParticipantRecord> participants = new LinkedHashMap<>();
    private final Map<AssessmentId, AssessmentRecord> assessments = new LinkedHashMap<>();
    private final List<Held> held = new ArrayList<>();
    private Survivors survivors;

    /** @param batches from as many installs */
    IntakeTransaction(Transaction tx, List<Batch> batches, Instant now, Intake.Stores stores) {
        this(tx, batches, now, stores, Set.of());
    }

    /** @param refolded what is folded and published anew, since operations of it are others than they were */
    IntakeTransaction(Transaction tx, List<Batch> batches, Instant now, Intake.Stores stores, Set<EntityId> refolded) {
        this.tx = tx;
        this.batches = batches;
        // Milliseconds are what both databases and every message keep.
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.stores = stores;
        this.locks = new EntityLocks(tx, stores.operations());
        this.touched = new TouchedEntities(tx, batches, refolded, stores.operations(), locks);
        this.erased = new ErasedPeople(locks);
        this.replies = batches.stream().map(Replies::new).toList();
    }

    /** Returns the results of each batch, in the order of what came with it. */
    List<List<PushResult>> run() {
        stores.lanes().lock(tx, batches, now);
        Map<AssessmentId, AssessmentRecord> assessmentsBefore =
                new HashMap<>(stores.assessments().find(tx, touched.assessments()));
        touched.lock(assessmentsBefore.values());
        assessmentsBefore.putAll(stores.assessments().find(tx, touched.released()));
        Map<OperationId, KnownOperation> known = stores.operations().known(tx, ids());
        replies.forEach(each -> each.separate(known, arrivals));
        touched.load(arrivals);

        Authority authority = new Authority(stores.users(), tx, touched.authors());
        ParticipantMerge roster = mergeParticipants(authority);
        AssessmentMerge sittings = mergeAssessments(authority, roster, assessmentsBefore);
        BatchWriter writer = new BatchWriter(tx, stores, roster, sittings, survivors, participants, assessments);
        writer.storeDocuments();
        List<LoggedOperation> placed = writer.place(touched, locks);
        writer.hold(held);
        Set<String> files = referToFiles();
        List<ClaimedAttempt> attempts = findCases(roster, sittings, placed);
        Outcomes outcomes = new Outcomes(sittings, participants, assessments, attempts, files, writer.publish());
        Map<OperationId, PushResult> results = log(outcomes);
        return replies.stream().map(each -> each.complete(results)).toList();
    }

    private ParticipantMerge mergeParticipants(Authority authority) {
        List<ParticipantId> named = locks.people().stream()
                .map(row -> new ParticipantId(row.id().id()))
                .toList();
        Map<ParticipantId, ParticipantRecord> before = stores.participants().find(tx, named);
        ParticipantMerge roster = new ParticipantMerge(before, cohorts(before.values()), authority, arriving());
        admit(EntityType.PARTICIPANT, (arrival, state) -> {
            roster.check(arrival, state);
            erased.strip(arrival);
        });
        touched.of(EntityType.PARTICIPANT).forEach(roster::judgeUnplaced);
        settleSurvivors();
        for (EntityState state : touched.of(EntityType.PARTICIPANT)) {
            if (state.isChanged() || touched.isRefolded(state.id()) || isMergedOtherwise(state)) {
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
        touched.merging()
                .forEach(id ->
                        people.put(new ParticipantId(id.id()), touched.state(id).document()));
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
        touched.merging().forEach(id -> followed.add(new ParticipantId(id.id())));
        List<AssessmentRecord> following = stores.assessments().ofParticipants(tx, followed);
        following.forEach(record -> before.putIfAbsent(record.id(), record));
        AssessmentMerge sittings = new AssessmentMerge(
                before, roster.after(participants.values()), survivors, instruments(roster), authority, arriving());
        admit(EntityType.ASSESSMENT, (arrival, state) -> {
            sittings.check(arrival, state);
            erased.strip(arrival, state, sittings);
        });
        stripEarlier(sittings);
        touched.of(EntityType.ASSESSMENT).forEach(sittings::judgeUnplaced);
        for (EntityState state : touched.changed(EntityType.ASSESSMENT)) {
            sittings.merged(state).ifPresent(record -> assessments.put(record.id(), record));
        }
        // also what is in review: once somebody is there whom it names, a manager is asked about it
        touched.of(EntityType.ASSESSMENT)
                .forEach(state -> sittings.missingParticipant(state)
                        .ifPresent(id -> held.add(new Held(EntityId.of(id).toString(), state.id()))));
        follow(following, roster);
        return sittings;
    }

    /** What came of somebody erased before anything told whose it was, such as a change before what it changes. */
    private void stripEarlier(AssessmentMerge sittings) {
        Set<EntityId> theirs = erased.find(touched.of(EntityType.ASSESSMENT), sittings);
        List<Operation> stripped = new ArrayList<>();
        touched.of(EntityType.ASSESSMENT).forEach(state -> stripped.addAll(erased.strip(state, sittings)));
        stores.operations().redact(tx, stripped);
        stores.operations().markErased(tx, theirs);
        if (!theirs.isEmpty()) {
            stores.blobs().release(tx, theirs);
        }
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
                EntityState state = touched.state(arrival.entity());
                Refusals.refuseKind(arrival);
                if (!arrival.isRefused()) {
                    check.check(arrival, state);
                }
                if (!arrival.isRefused() && arrival.batch().isOfRevokedDevice()) {
                    arrival.putIntoReview();
                }
                if (!arrival.isRefused()) {
                    state.add(arrival, now);
                }
            }
        }
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

    /** The cases that there are now; and what all assessments of the people concerned claim to be. */
    private List<ClaimedAttempt> findCases(
            ParticipantMerge roster, AssessmentMerge sittings, List<LoggedOperation> placed) {
        Set<ParticipantId> removedOrRestored = roster.removedOrRestored(participants.values());
        Set<ParticipantId> people = new TreeSet<>(removedOrRestored);
        for (AssessmentRecord record : assessments.values()) {
            people.add(record.participant());
            sittings.participantBefore(record.id()).ifPresent(people::add);
        }
        List<ClaimedAttempt> attempts = stores.assessments().attempts(tx, people);
        CaseFinder finder = new CaseFinder(touched.all(), people, removedOrRestored, attempts, sittings, survivors);
        finder.alsoLookAt(stores.operations().ofEntities(tx, finder.further()));
        Forks forks = new Forks(touched.all(), placed);
        forks.alreadyHere(stores.operations().sameNumber(tx, forks.fresh()));
        stores.cases().found(tx, now, finder.find(forks.found()));
        return attempts;
    }

    /** The results of what is new: they go into the log with it; and the refused into the quarantine. */
    private Map<OperationId, PushResult> log(Outcomes outcomes) {
        Map<OperationId, PushResult> byOperation = new HashMap<>();
        for (Arrival arrival : arrivals) {
            EntityState state = touched.state(arrival.entity());
            byOperation.put(arrival.operation().id(), outcomes.of(arrival, state));
        }
        List<LoggedOperation> added =
                touched.all().stream().flatMap(state -> state.added().stream()).toList();
        stores.operations().insert(tx, added, byOperation);
        stores.quarantine().keep(tx, now, erased.strip(Replies.refused(replies, arrivals)));
        return byOperation;
    }

    private Map<CohortId, Cohort> cohorts(Collection<ParticipantRecord> before) {
        List<Operation> operations = new ArrayList<>();
        for (EntityState state : touched.of(EntityType.PARTICIPANT)) {
            state.logged().forEach(each -> operations.add(each.operation()));
        }
        arrivals.forEach(arrival -> operations.add(arrival.operation()));
        Set<CohortId> named = ParticipantMerge.named(operations);
        before.forEach(record -> named.add(record.cohort()));
        return stores.programmes().cohorts(tx, named);
    }

    /** Programme by programme, since an instrument's code is unique in its programme only; nearly always one. */
    private Map<ProgrammeId, Map<InstrumentVersion, Published>> instruments(ParticipantMerge roster) {
        Set<InstrumentVersion> named = AssessmentMerge.instruments(touched.of(EntityType.ASSESSMENT), arriving());
        Set<ProgrammeId> programmes = new TreeSet<>();
        roster.after(participants.values()).values().forEach(record -> programmes.add(record.programme()));
        Map<ProgrammeId, Map<InstrumentVersion, Published>> instruments = new HashMap<>();
        if (!named.isEmpty()) {
            programmes.forEach(
                    programme -> instruments.put(programme, stores.instruments().find(tx, programme, named)));
        }
        return instruments;
    }

    private List<OperationId> ids() {
        return batches.stream().flatMap(Batch::operations).map(Operation::id).toList();
    }

    private List<Operation> arriving() {
        return arrivals.stream().map(Arrival::operation).toList();
    }

    /** Looks at one arrival with what is known of its entity, and refuses it or not. */
    private interface Check {
        void check(Arrival arrival, EntityState state);
    }
}
