package org.hunar.server.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.storage.Transaction;

/**
 * What became of operations that were held when they came: what they waited for may be here by now. It is worked out from
 * what is stored, and stored nowhere, so an operation that is sent again is still answered as the first time.
 */
final class Released {
    private static final String OPERATION = "op:";
    private static final String FILE = "sha256:";
    private static final String INSTRUMENT = "instrument:";

    private final Map<OperationId, EntityState> states = new HashMap<>();
    private final Map<OperationId, LoggedOperation> logged = new HashMap<>();
    private final Map<EntityId, EntityRow> rows;
    private final Set<String> here = new HashSet<>();
    private final Map<AssessmentId, AssessmentRecord> assessments;
    private final Set<AssessmentId> doubledAttempts;
    private final Set<ParticipantId> removed;

    /** @param held results of operations that were held, read in this transaction */
    Released(Transaction tx, Intake.Stores stores, Collection<KnownOperation> held) {
        List<OperationId> ids = held.stream().map(KnownOperation::id).toList();
        Set<String> needs =
                held.stream().flatMap(each -> each.result().needs().stream()).collect(Collectors.toSet());
        load(stores.operations().ofEntities(tx, stores.operations().entitiesOf(tx, ids)));
        Set<EntityId> entities = new TreeSet<>();
        states.values().forEach(state -> entities.add(state.id()));
        needs.forEach(need -> entity(need).ifPresent(entities::add));
        rows = stores.operations().entities(tx, entities);
        lookFor(tx, stores, needs);
        assessments = stores.assessments().find(tx, assessmentIds());
        Set<ParticipantId> people = new TreeSet<>();
        assessments.values().forEach(each -> people.addAll(List.of(each.named(), each.participant())));
        doubledAttempts = DoubledAttempts.among(stores.assessments().attempts(tx, people));
        removed = stores.participants().find(tx, people).values().stream()
                .filter(ParticipantRecord::removed)
                .map(ParticipantRecord::id)
                .collect(Collectors.toSet());
    }

    /** @return as it stands now; the stored result if nothing that it waited for has come */
    PushResult now(KnownOperation held) {
        PushResult stored = held.result();
        EntityState state = states.get(held.id());
        String programme = rows.get(state.id()).programme();
        List<String> left = stored.needs().stream()
                .filter(need -> !here.contains(need.startsWith(INSTRUMENT) ? programme + " " + need : need))
                .toList();
        if (left.equals(stored.needs())) {
            return stored;
        }
        Optional<PushCode> code = left.isEmpty() ? code(held.id(), state) : Optional.of(waitingFor(left.get(0), state));
        return new PushResult(
                stored.opId(),
                left.isEmpty() ? code.map(Released::status).orElse(PushStatus.APPLIED) : PushStatus.HELD,
                code,
                left,
                stored.rev().or(() -> Optional.of(rows.get(state.id()).rev()).filter(rev -> rev > 0)),
                stored.mark(),
                List.of(),
                Optional.empty());
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

    private void lookFor(Transaction tx, Intake.Stores stores, Set<String> needs) {
        rows.values().stream()
                .filter(row -> row.rev() > 0)
                .forEach(row -> here.add(row.id().toString()));
        List<OperationId> parents = after(OPERATION, needs).map(OperationId::of).toList();
        stores.operations().known(tx, parents).keySet().forEach(id -> here.add(OPERATION + id));
        stores.blobs().present(tx, after(FILE, needs).toList()).forEach(file -> here.add(FILE + file));
        List<InstrumentVersion> versions =
                after(INSTRUMENT, needs).map(InstrumentVersion::parse).toList();
        Set<String> programmes = new TreeSet<>();
        rows.values().stream().filter(row -> row.programme() != null).forEach(row -> programmes.add(row.programme()));
        if (!versions.isEmpty()) {
            programmes.forEach(programme -> stores.instruments()
                    .find(tx, new ProgrammeId(programme), versions)
                    .keySet()
                    .forEach(version -> here.add(programme + " " + INSTRUMENT + version)));
        }
    }

    /** The most important thing to say of an operation that waits for nothing any more. */
    private Optional<PushCode> code(OperationId id, EntityState state) {
        Document document = state.document();
        if (!state.hasEffect(logged.get(id))) {
            return Optional.of(PushCode.AUTHORITY_REVIEW);
        }
        if (document.late().contains(id)) {
            return Optional.of(PushCode.LATE_EDIT);
        }
        if (document.conflicts().stream().anyMatch(conflict -> conflict.involves(id))) {
            return Optional.of(PushCode.HARD_CONFLICT);
        }
        if (doubledAttempts.contains(new AssessmentId(state.id().id()))) {
            return Optional.of(PushCode.DUPLICATE_ATTEMPT);
        }
        if (isOfSomebodyRemoved(state.id()) || isRemovedAndEdited(document)) {
            return Optional.of(PushCode.PARTICIPANT_REMOVED);
        }
        return document.isSoftConflict() ? Optional.of(PushCode.SOFT_CONFLICT) : Optional.empty();
    }

    private boolean isOfSomebodyRemoved(EntityId id) {
        AssessmentRecord record = assessments.get(new AssessmentId(id.id()));
        return record != null && (removed.contains(record.named()) || removed.contains(record.participant()));
    }

    private static boolean isRemovedAndEdited(Document document) {
        return document.entity().type() == EntityType.PARTICIPANT && document.isEditedAfterVoid();
    }

    private Set<AssessmentId> assessmentIds() {
        return states.values().stream()
                .map(EntityState::id)
                .filter(id -> id.type() == EntityType.ASSESSMENT)
                .map(id -> new AssessmentId(id.id()))
                .collect(Collectors.toSet());
    }

    private static PushStatus status(PushCode code) {
        return code == PushCode.SOFT_CONFLICT ? PushStatus.MERGED : PushStatus.CONFLICT;
    }

    private static PushCode waitingFor(String need, EntityState state) {
        if (need.startsWith(FILE)) {
            return PushCode.AWAITING_BLOB;
        }
        if (need.startsWith(INSTRUMENT)) {
            return PushCode.AWAITING_INSTRUMENT;
        }
        boolean parent = need.startsWith(OPERATION) || need.equals(state.id().toString());
        return parent ? PushCode.AWAITING_PARENT : PushCode.AWAITING_PARTICIPANT;
    }

    private static Stream<String> after(String prefix, Set<String> needs) {
        return needs.stream().filter(need -> need.startsWith(prefix)).map(need -> need.substring(prefix.length()));
    }

    /** The participant or assessment that a need names. */
    private static Optional<EntityId> entity(String need) {
        for (EntityType type : EntityType.values()) {
            if (need.startsWith(type.wireName() + ":")) {
                UUID id = UUID.fromString(need.substring(type.wireName().length() + 1));
                return Optional.of(new EntityId(type, id));
            }
        }
        return Optional.empty();
    }
}
