package org.hunar.server.sync;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Ids;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Caller;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.participant.RosterIntake;
import org.hunar.server.participant.RosterRow;
import org.hunar.server.storage.Transaction;

/** Makes operations of roster rows, as a phone would that had pulled just now, and takes them in. */
final class RosterOperations implements RosterIntake {
    private static final String BODY = "/body";

    private final Intake intake;
    private final Participants participants;
    private final SecureRandom random;
    private final InstantSource clock;

    RosterOperations(Intake intake, Participants participants, SecureRandom random, InstantSource clock) {
        this.intake = intake;
        this.participants = participants;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public List<Outcome> take(Transaction tx, Caller caller, ProgrammeId programme, List<RosterRow> rows) {
        Map<ParticipantId, ParticipantRecord> known = participants.find(
                tx, rows.stream().filter(row -> !row.isNew()).map(RosterRow::id).toList());
        UUID install = installOf(caller);
        Instant now = clock.instant();
        Ids ids = new Ids(now::toEpochMilli, random);
        List<Incoming> incoming = new ArrayList<>();
        for (RosterRow row : rows) {
            OperationId id = new OperationId(ids.version7());
            Operation operation = operation(id, row, heads(known.get(row.id())), install, now, incoming.size());
            incoming.add(new Incoming.Readable(
                    operation, Json.write(operation.json()).getBytes(StandardCharsets.UTF_8)));
        }
        List<PushResult> results =
                intake.take(tx, new Batch(caller.name(), install, Optional.empty(), Batch.Origin.MANAGER, incoming));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            PushResult result = results.get(i);
            outcomes.add(new Outcome(rows.get(i).id(), result.status(), withinRow(result.errors())));
        }
        return outcomes;
    }

    private static Operation operation(
            OperationId id, RosterRow row, List<OperationId> parents, UUID install, Instant now, int number) {
        int counters = HybridTimestamp.MAX_COUNTER + 1;
        long millis = now.toEpochMilli() + number / counters;
        return Operation.create(
                id,
                millis * counters + number % counters,
                new EntityId(EntityType.PARTICIPANT, row.id().value()),
                OperationKind.PUT,
                parents,
                HybridTimestamp.of(millis, number % counters, install.toString().substring(0, 8)),
                now,
                row.fields());
    }

    /** What a manager does on pages comes from an install of its own, so that it never waits for a phone. */
    private static UUID installOf(Caller caller) {
        return UUID.nameUUIDFromBytes(("hunar:pages:" + caller.name()).getBytes(StandardCharsets.UTF_8));
    }

    private static List<OperationId> heads(ParticipantRecord record) {
        if (record == null || !(record.doc().get(Document.SYNC) instanceof Map<?, ?> sync)) {
            return List.of();
        }
        return sync.get("heads") instanceof List<?> heads
                ? heads.stream().map(head -> OperationId.of((String) head)).toList()
                : List.of();
    }

    private static List<Violation> withinRow(List<Violation> errors) {
        return errors.stream()
                .map(error -> error.path().startsWith(BODY)
                        ? new Violation(error.path().substring(BODY.length()), error.code(), error.message())
                        : error)
                .toList();
    }
}
