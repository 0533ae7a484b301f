package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.Conflict;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.assessment.ClaimedAttempt;
import org.hunar.server.participant.ParticipantRecord;

/**
 * Finds the cases of what a push touched. It looks at the operations that are stored, never at what came when, so that
 * the same operations give the same cases in whatever order they arrived.
 */
final class CaseFinder {
    private static final Comparator<ClaimedAttempt> CAPTURED_FIRST = Comparator.comparing(ClaimedAttempt::firstHlc)
            .thenComparing(record -> record.id().toString());

    private final Map<EntityId, EntityState> states = new TreeMap<>();
    private final Set<ParticipantId> people;
    private final Set<ParticipantId> removedOrRestored;
    private final Map<AssessmentId, ClaimedAttempt> assessments = new HashMap<>();
    private final AssessmentMerge sittings;
    private final Survivors survivors;
    private final List<FoundCase> found = new ArrayList<>();

    /**
     * @param touched with all their operations
     * @param people whose assessments changed, and the following
     * @param removedOrRestored who was taken off the roster or put on it again
     * @param assessments all of those people
     * @param sittings knows for whom an assessment counts
     * @param survivors who goes on for whom
     */
    CaseFinder(
            Collection<EntityState> touched,
            Set<ParticipantId> people,
            Set<ParticipantId> removedOrRestored,
            Collection<ClaimedAttempt> assessments,
            AssessmentMerge sittings,
            Survivors survivors) {
        touched.forEach(state -> states.put(state.id(), state));
        this.people = people;
        this.removedOrRestored = removedOrRestored;
        assessments.forEach(each -> this.assessments.put(each.id(), each));
        this.sittings = sittings;
        this.survivors = survivors;
    }

    /** Assessments that were not touched and that a case may be about all the same. */
    Set<EntityId> further() {
        Set<EntityId> further = new TreeSet<>();
        doubled().values().forEach(group -> group.forEach(each -> further.add(entity(each))));
        for (ClaimedAttempt each : assessments.values()) {
            if (removedOrRestored.contains(each.participant())) {
                further.add(entity(each));
            }
        }
        further.removeAll(states.keySet());
        return further;
    }

    /** @param operations all of the {@link #further} entities */
    void alsoLookAt(Collection<LoggedOperation> operations) {
        for (LoggedOperation each : operations) {
            states.computeIfAbsent(each.operation().entity(), id -> new EntityState(id, 0))
                    .had(each);
        }
    }

    /** @param forks that were found besides */
    CaseListener.Findings find(Collection<FoundCase> forks) {
        states.values().forEach(this::look);
        doubled().values().forEach(this::findDoubled);
        found.addAll(forks);
        return new CaseListener.Findings(
                states.keySet().stream().map(EntityId::id).collect(Collectors.toSet()),
                people.stream().map(ParticipantId::value).collect(Collectors.toSet()),
                found);
    }

    private void look(EntityState state) {
        add(state, CaseKind.AUTHORITY_REVIEW, state.inReview());
        if (!state.hasDocument()) {
            return;
        }
        Document document = state.document();
        document.conflicts().forEach(conflict -> findHard(state, conflict));
        add(state, CaseKind.LATE_EDIT, unsettled(state, CaseKind.LATE_EDIT, each -> isLateEdit(each, document)));
        add(
                state,
                CaseKind.PARTICIPANT_REMOVED,
                unsettled(state, CaseKind.PARTICIPANT_REMOVED, each -> isForSomebodyRemoved(each, state)));
    }

    private void findHard(EntityState state, Conflict conflict) {
        Map<OperationId, LoggedOperation> byId = new HashMap<>();
        state.all().forEach(each -> byId.put(each.operation().id(), each));
        List<Candidate> candidates = conflict.candidates().stream()
                .map(each -> Candidate.of(byId.get(each.operation()), each.value()))
                .toList();
        add(state, CaseKind.HARD_CONFLICT, conflict.path(), candidates);
        LoggedOperation winner = byId.get(conflict.candidates().get(0).operation());
        if (winner.isFarAhead() || winner.isBeforeEnrolment()) {
            add(state, CaseKind.CLOCK_SUSPECT, conflict.path(), candidates.subList(0, 1));
        }
    }

    private static boolean isLateEdit(LoggedOperation each, Document document) {
        OperationKind kind = each.operation().kind();
        boolean edits = kind == OperationKind.PUT || kind == OperationKind.VOID || kind == OperationKind.RESOLVE;
        return edits && document.late().contains(each.operation().id());
    }

    /** An edit of somebody who was removed or merged before, or anything of an assessment of somebody removed. */
    private boolean isForSomebodyRemoved(LoggedOperation each, EntityState state) {
        Operation operation = each.operation();
        if (state.id().type() == EntityType.PARTICIPANT) {
            Document document = state.document();
            boolean merged =
                    survivors.mergedBy(new ParticipantId(state.id().id())).isPresent();
            return (document.isVoid() || merged) && document.editsAfterVoid().contains(operation.id());
        }
        return operation.kind() == OperationKind.PUT
                && !state.document().isVoid()
                && AssessmentFields.check(state.document().fields(), true).isEmpty()
                && sittings.countsFor(
                                state,
                                Optional.ofNullable(assessments.get(
                                                new AssessmentId(state.id().id())))
                                        .map(ClaimedAttempt::participant))
                        .map(ParticipantRecord::removed)
                        .orElse(false)
                && state.hasEffect(each);
    }

    private void findDoubled(List<ClaimedAttempt> group) {
        List<Candidate> candidates = new ArrayList<>();
        List<Candidate> suspect = new ArrayList<>();
        for (ClaimedAttempt each : group) {
            LoggedOperation first = states.get(entity(each)).first().orElseThrow();
            Candidate candidate = Candidate.ofAssessment(each.id().value(), first);
            // the one captured first counts: a clock that is behind makes it the first
            boolean countsByIt = candidates.isEmpty() && first.isBeforeEnrolment();
            candidates.add(candidate);
            if (first.isFarAhead() || countsByIt) {
                suspect.add(candidate);
            }
        }
        addDoubled(CaseKind.DUPLICATE_ATTEMPT, group.get(0), candidates);
        if (!suspect.isEmpty()) {
            addDoubled(CaseKind.CLOCK_SUSPECT, group.get(0), suspect);
        }
    }

    private void addDoubled(CaseKind kind, ClaimedAttempt one, List<Candidate> candidates) {
        String path = one.instrument().instrument() + "/" + one.phase() + "/" + one.attempt();
        UUID participant = one.participant().value();
        found.add(
                new FoundCase(kind, one.programme(), EntityType.PARTICIPANT.wireName(), participant, path, candidates));
    }

    /** Assessments that claim to be the same attempt of the same person, the one captured first before the others. */
    private Map<String, List<ClaimedAttempt>> doubled() {
        Map<String, List<ClaimedAttempt>> groups = new TreeMap<>();
        assessments.values().stream()
                .filter(each -> each.status() != AssessmentStatus.VOID)
                .sorted(CAPTURED_FIRST)
                .forEach(each -> groups.computeIfAbsent(attempt(each), key -> new ArrayList<>())
                        .add(each));
        groups.values().removeIf(group -> group.size() == 1);
        return groups;
    }

    private static String attempt(ClaimedAttempt each) {
        return each.participant() + "/" + each.instrument().instrument() + "/" + each.phase() + "/" + each.attempt();
    }

    private static List<LoggedOperation> unsettled(
            EntityState state, CaseKind kind, Predicate<LoggedOperation> concerned) {
        Set<OperationId> settled = state.settled(kind);
        return state.all().stream()
                .filter(each -> !settled.contains(each.operation().id()))
                .filter(concerned)
                .toList();
    }

    private void add(EntityState state, CaseKind kind, List<LoggedOperation> operations) {
        if (!operations.isEmpty()) {
            add(
                    state,
                    kind,
                    "",
                    operations.stream()
                            .sorted(Comparator.comparing(LoggedOperation::operation, Operation.BY_KEY))
                            .map(Candidate::of)
                            .toList());
        }
    }

    /** What belongs to no programme yet is seen again when it does. */
    private void add(EntityState state, CaseKind kind, String path, List<Candidate> candidates) {
        state.programme()
                .map(ProgrammeId::new)
                .ifPresent(programme -> found.add(new FoundCase(
                        kind,
                        programme,
                        state.id().type().wireName(),
                        state.id().id(),
                        path,
                        candidates)));
    }

    private static EntityId entity(ClaimedAttempt record) {
        return EntityId.of(record.id());
    }
}
