package org.hunar.server.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.storage.Transaction;

/**
 * What became of operations that were held when they came: what they waited for may be here by now, and may itself wait for
 * something else. It is worked out from what is stored, and stored nowhere, so an operation that is sent again is still
 * answered as the first time.
 */
final class Released {
    private final Map<OperationId, EntityState> states = new HashMap<>();
    private final Map<OperationId, LoggedOperation> logged = new HashMap<>();
    private final Map<EntityId, EntityRow> rows;
    private final Set<String> files;
    private final Map<AssessmentId, AssessmentRecord> assessments;
    private final Map<ProgrammeId, Set<InstrumentVersion>> published = new HashMap<>();
    private final Set<AssessmentId> doubledAttempts;
    private final Set<ParticipantId> removed;

    /** @param held results of operations that were held, read in this transaction */
    Released(Transaction tx, Intake.Stores stores, Collection<KnownOperation> held) {
        List<OperationId> ids = held.stream().map(KnownOperation::id).toList();
        load(stores.operations().ofEntities(tx, stores.operations().entitiesOf(tx, ids)));
        Set<EntityId> entities = new TreeSet<>();
        states.values().forEach(state -> {
            entities.add(state.id());
            AssessmentMerge.concerned(state).map(EntityId::of).ifPresent(entities::add);
        });
        rows = stores.operations().entities(tx, entities);
        files = stores.blobs().present(tx, named(ids));
        assessments = stores.assessments().find(tx, assessmentIds());
        lookForInstruments(tx, stores);
        Set<ParticipantId> people = new TreeSet<>();
        assessments.values().forEach(each -> people.addAll(List.of(each.named(), each.participant())));
        doubledAttempts = DoubledAttempts.among(stores.assessments().attempts(tx, people));
        removed = stores.participants().find(tx, people).values().stream()
                .filter(ParticipantRecord::removed)
                .map(ParticipantRecord::id)
                .collect(Collectors.toSet());
    }

    /**
     * @return as it stands now, also if it waits for something of which nothing was known when it came; the stored result
     *     if nothing that it waited for has come
     */
    PushResult now(KnownOperation held) {
        PushResult stored = held.result();
        EntityState state = states.get(held.id());
        Standing standing = standing(held.id(), state);
        if (standing.needs().equals(stored.needs())) {
            return stored;
        }
        return new PushResult(
                stored.opId(),
                standing.status(),
                standing.code(),
                standing.needs(),
                stored.rev().or(() -> Optional.of(rows.get(state.id()).rev()).filter(rev -> rev > 0)),
                stored.mark(),
                List.of(),
                Optional.empty());
    }

    private Standing standing(OperationId id, EntityState state) {
        LoggedOperation each = logged.get(id);
        List<String> missingFiles = AssessmentMerge.attachments(each.operation()).stream()
                .filter(sha256 -> !files.contains(sha256))
                .toList();
        if (!state.hasEffect(each)) {
            return Standing.inReview(missingFiles);
        }
        Optional<AssessmentRecord> assessment =
                Optional.ofNullable(assessments.get(new AssessmentId(state.id().id())));
        return Standing.of(
                each.operation(),
                state.document(),
                new Standing.Around(
                        AssessmentMerge.concerned(state).filter(participant -> !isHere(EntityId.of(participant))),
                        assessment
                                .filter(record -> !isPublished(record))
                                .map(record -> AssessmentMerge.need(record.instrument())),
                        missingFiles,
                        assessment
                                .filter(record -> doubledAttempts.contains(record.id()))
                                .isPresent(),
                        assessment.filter(this::isOfSomebodyRemoved).isPresent(),
                        isHere(state.id())));
    }

    private void load(Collection<LoggedOperation> operations) {
        Map<EntityId, EntityState> byEntity = new HashMap<>();
        for (LoggedOperation each : operations) {
            EntityState state = byEntity.computeIfAbsent(each.operation().entity(), id -> new EntityState(id, 0));
            state.had(each);
            states.put(each.operation().id(), state);
            logged.put(each.operation().id(), each);
        }
    }

    private Set<String> named(Collection<OperationId> ids) {
        return ids.stream()
                .map(id -> logged.get(id).operation())
                .flatMap(operation -> AssessmentMerge.attachments(operation).stream())
                .collect(Collectors.toSet());
    }

    /** Programme by programme, since an instrument's code is unique in its programme only; nearly always one. */
    private void lookForInstruments(Transaction tx, Intake.Stores stores) {
        Map<ProgrammeId, Set<InstrumentVersion>> answered = new TreeMap<>();
        for (AssessmentRecord record : assessments.values()) {
            answered.computeIfAbsent(record.programme(), programme -> new HashSet<>())
                    .add(record.instrument());
        }
        answered.forEach((programme, versions) -> published.put(
                programme, stores.instruments().find(tx, programme, versions).keySet()));
    }

    private boolean isPublished(AssessmentRecord record) {
        return published.get(record.programme()).contains(record.instrument());
    }

    private boolean isHere(EntityId id) {
        return Optional.ofNullable(rows.get(id)).filter(row -> row.rev() > 0).isPresent();
    }

    private boolean isOfSomebodyRemoved(AssessmentRecord record) {
        return removed.contains(record.named()) || removed.contains(record.participant());
    }

    private Set<AssessmentId> assessmentIds() {
        return states.values().stream()
                .map(EntityState::id)
                .filter(id -> id.type() == EntityType.ASSESSMENT)
                .map(id -> new AssessmentId(id.id()))
                .collect(Collectors.toSet());
    }
}
