package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Merged;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.model.sync.PushCode;
import org.hunar.server.participant.ParticipantRecord;

/** What a push does to participants: which of its operations may, and what the roster is afterwards. */
final class ParticipantMerge {
    private static final int RANDOM_UUID = 4;

    private final Map<ParticipantId, ParticipantRecord> before;
    private final Map<CohortId, Cohort> cohorts;
    private final Authority authority;
    private final Map<EntityId, CohortId> named = new HashMap<>();

    /**
     * @param before the participants that the push names, as they stand
     * @param cohorts that the push or those participants name
     * @param arriving operations; one may name the cohort of somebody whom another, before it, only amends
     */
    ParticipantMerge(
            Map<ParticipantId, ParticipantRecord> before,
            Map<CohortId, Cohort> cohorts,
            Authority authority,
            Collection<Operation> arriving) {
        this.before = before;
        this.cohorts = cohorts;
        this.authority = authority;
        arriving.forEach(operation -> cohort(operation).ifPresent(code -> named.putIfAbsent(operation.entity(), code)));
    }

    /** The cohorts that operations name in their bodies; what is no code is left to the check. */
    static Set<CohortId> named(Collection<Operation> operations) {
        Set<CohortId> named = new LinkedHashSet<>();
        for (Operation operation : operations) {
            cohort(operation).ifPresent(named::add);
        }
        return named;
    }

    /** Refuses what cannot be, puts into review what the author might not do; the rest is admitted. */
    void check(Arrival arrival, EntityState state) {
        Operation operation = arrival.operation();
        boolean creating =
                operation.kind() == OperationKind.PUT && operation.parents().isEmpty() && state.isNew();
        if (operation.kind() == OperationKind.PUT || operation.kind() == OperationKind.RESOLVE) {
            List<Violation> violations = ParticipantFields.check(operation.body(), creating);
            if (!violations.isEmpty()) {
                arrival.refuse(PushCode.VALIDATION, violations);
                return;
            }
        }
        boolean unknown = operation.kind() == OperationKind.PUT
                && record(operation.entity()).isEmpty();
        if (unknown && operation.entity().id().version() != RANDOM_UUID) {
            Refusals.invalid(arrival, "/entity_id", "INVALID", "a participant's id is a random UUID (version 4)");
            return;
        }
        checkCohorts(arrival, state);
    }

    private void checkCohorts(Arrival arrival, EntityState state) {
        record(arrival.entity())
                .filter(ParticipantRecord::isErased)
                .ifPresent(erased -> keepWhereErased(arrival, erased.programme()));
        Optional<CohortId> named = cohort(arrival.operation());
        if (named.isPresent() && !cohorts.containsKey(named.get())) {
            Refusals.invalid(arrival, "/body/cohort", "UNKNOWN_COHORT", "there is no cohort " + named.get());
            return;
        }
        Optional<ParticipantRecord> record = record(arrival.entity());
        Set<CohortId> concerned = new LinkedHashSet<>();
        record.map(ParticipantRecord::cohort).ifPresent(concerned::add);
        named.ifPresent(concerned::add);
        if (concerned.isEmpty()) {
            cohortConcerned(state).map(Cohort::code).ifPresent(concerned::add);
        }
        for (CohortId each : concerned) {
            Cohort cohort = cohorts.get(each);
            if (record.isPresent() && !record.get().programme().equals(cohort.programme())) {
                Refusals.invalid(
                        arrival, "/body/cohort", "OTHER_PROGRAMME", "the cohort " + each + " is of another programme");
                return;
            }
            Refusals.judge(
                    arrival,
                    authority.of(
                            arrival.batch().author(),
                            arrival.batch().device(),
                            cohort.programme(),
                            each,
                            arrival.operation().capturedAt()));
        }
    }

    /** A cohort where nobody can be would keep the operation refused, and the name of who was erased on the phone. */
    private void keepWhereErased(Arrival arrival, ProgrammeId programme) {
        cohort(arrival.operation())
                .filter(named -> !cohorts.containsKey(named)
                        || !cohorts.get(named).programme().equals(programme))
                .ifPresent(named -> arrival.leaveOut(ParticipantFields.COHORT));
    }

    /**
     * The participant after the push; empty while its cohort is not known or nothing of it has effect.
     *
     * @param survivors who goes on for whom after the push
     */
    Optional<ParticipantRecord> merged(EntityState state, Survivors survivors) {
        if (!state.hasDocument()) {
            return Optional.empty();
        }
        ParticipantId id = new ParticipantId(state.id().id());
        return cohort(state.document().fields())
                .map(cohorts::get)
                .map(cohort -> new ParticipantRecord(
                        cohort.programme(),
                        id,
                        cohort.code(),
                        state.rev(),
                        state.document().isVoid() || survivors.mergedBy(id).isPresent(),
                        withoutMark(state.document().toJson())));
    }

    /** Phones of earlier versions could set the mark on who was erased; it is the server's alone. */
    private static Map<String, Object> withoutMark(Map<String, Object> document) {
        Map<String, Object> unmarked = new LinkedHashMap<>(document);
        unmarked.remove(ParticipantFields.ERASED);
        return unmarked;
    }

    /** The programme of a participant, even while nothing of it has effect. */
    Optional<ProgrammeId> programmeOf(EntityState state) {
        return record(state.id())
                .map(ParticipantRecord::programme)
                .or(() -> cohortConcerned(state).map(Cohort::programme));
    }

    /** The cohort that any operation names, be it in review or still on its way through this push. */
    private Optional<Cohort> cohortConcerned(EntityState state) {
        return record(state.id())
                .map(ParticipantRecord::cohort)
                .or(() -> state.all().stream()
                        .flatMap(each -> cohort(each.operation()).stream())
                        .filter(cohorts::containsKey)
                        .findFirst())
                .or(() -> Optional.ofNullable(named.get(state.id())))
                .map(cohorts::get);
    }

    /** Judges what came before anybody could tell for which cohort it is, now that this is known. */
    void judgeUnplaced(EntityState state) {
        cohortConcerned(state)
                .ifPresent(cohort -> state.judgeUnplaced(logged -> authority.of(
                                logged.author(),
                                cohort.programme(),
                                cohort.code(),
                                logged.operation().capturedAt())
                        != Authority.Verdict.ALLOWED));
    }

    /** Those who were taken off the roster or put on it again: their assessments are looked at anew. */
    Set<ParticipantId> removedOrRestored(Collection<ParticipantRecord> merged) {
        Set<ParticipantId> changed = new TreeSet<>();
        for (ParticipantRecord record : merged) {
            ParticipantRecord old = before.get(record.id());
            if (record.removed() != (old != null && old.removed())) {
                changed.add(record.id());
            }
        }
        return changed;
    }

    /**
     * How the feed shows it: a move leaves the old cohort and enters the new one in the same transaction.
     *
     * @param survivors who goes on for whom after the push
     */
    List<FeedChange> changes(ParticipantRecord record, Survivors survivors) {
        List<FeedChange> changes = new ArrayList<>();
        String key = record.id().toString();
        Optional<ParticipantRecord> old = Optional.ofNullable(before.get(record.id()));
        String scope = Scope.of(record.cohort());
        old.filter(each -> !each.cohort().equals(record.cohort()))
                .ifPresent(each -> changes.add(
                        FeedChange.del(Scope.of(each.cohort()), "participant", key, record.rev(), "MOVED")));
        if (survivors.mergedBy(record.id()).isPresent()) {
            changes.add(FeedChange.merged(scope, "participant", key, record.rev(), into(record)));
        } else if (record.removed()) {
            changes.add(FeedChange.del(scope, "participant", key, record.rev(), "REMOVED"));
        } else {
            changes.add(FeedChange.put(scope, "participant", key, record.rev()));
        }
        return changes;
    }

    private static String into(ParticipantRecord record) {
        return JsonObject.of("", record.doc()).object(Document.SYNC).text(Merged.INTO);
    }

    /** Those whose cohort changes: their assessments follow them. */
    List<ParticipantRecord> moved(Collection<ParticipantRecord> merged) {
        return merged.stream()
                .filter(record -> before.containsKey(record.id())
                        && !before.get(record.id()).cohort().equals(record.cohort()))
                .toList();
    }

    /** The participants after the push: those merged, and those it only names. */
    Map<ParticipantId, ParticipantRecord> after(Collection<ParticipantRecord> merged) {
        Map<ParticipantId, ParticipantRecord> after = new HashMap<>(before);
        merged.forEach(record -> after.put(record.id(), record));
        return after;
    }

    private Optional<ParticipantRecord> record(EntityId entity) {
        return Optional.ofNullable(before.get(new ParticipantId(entity.id())));
    }

    private static Optional<CohortId> cohort(Operation operation) {
        return cohort(operation.body());
    }

    private static Optional<CohortId> cohort(Map<String, Object> fields) {
        Object cohort = fields.get(ParticipantFields.COHORT);
        try {
            return cohort instanceof String text ? Optional.of(new CohortId(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
