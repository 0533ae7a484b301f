package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;

/** Answers a batch element by element: what is known or unreadable at once, what is new when it has been merged. */
final class Replies {
    private final Batch batch;
    private final PushResult[] settled;
    private final List<QuarantineDao.Refused> refused = new ArrayList<>();

    Replies(Batch batch) {
        this.batch = batch;
        this.settled = new PushResult[batch.incoming().size()];
    }

    List<OperationId> ids() {
        return batch.incoming().stream()
                .filter(Incoming.Readable.class::isInstance)
                .map(each -> ((Incoming.Readable) each).operation().id())
                .toList();
    }

    /** Settles what needs no merge, and hands on the rest, each operation once. */
    void separate(Map<OperationId, KnownOperation> known, List<Arrival> into) {
        Map<OperationId, String> arriving = new HashMap<>();
        for (int i = 0; i < settled.length; i++) {
            Incoming incoming = batch.incoming().get(i);
            if (incoming instanceof Incoming.Unreadable unreadable) {
                settled[i] = refuse(unreadable.id(), unreadable.code(), unreadable.errors(), unreadable.raw());
            } else if (incoming instanceof Incoming.Readable readable) {
                Operation operation = readable.operation();
                String hash = operation.hash();
                KnownOperation before = known.get(operation.id());
                String earlier = before == null ? arriving.get(operation.id()) : before.hash();
                if (earlier != null && !earlier.equals(hash)) {
                    settled[i] = refuse(
                            Optional.of(operation.id()), PushCode.IDEMPOTENCY_MISMATCH, mismatch(), readable.raw());
                } else if (before != null) {
                    settled[i] = before.result().asDuplicate();
                } else if (arriving.put(operation.id(), hash) == null) {
                    into.add(new Arrival(operation, readable.raw(), hash));
                }
            }
        }
    }

    /** What goes into the quarantine: the unreadable, and those of the arrivals that were refused. */
    List<QuarantineDao.Refused> refused(Collection<Arrival> arrivals) {
        List<QuarantineDao.Refused> all = new ArrayList<>(refused);
        for (Arrival arrival : arrivals) {
            if (arrival.isRefused()) {
                all.add(refused(
                        Optional.of(arrival.operation().id()), arrival.refusal(), arrival.errors(), arrival.raw()));
            }
        }
        return all;
    }

    /** All results, in the order of what came. An operation that stands twice in the batch is its own duplicate. */
    List<PushResult> complete(Map<OperationId, PushResult> outcomes) {
        List<PushResult> results = new ArrayList<>();
        Map<OperationId, PushResult> answered = new HashMap<>();
        for (int i = 0; i < settled.length; i++) {
            PushResult result = settled[i];
            if (result == null) {
                OperationId id = ((Incoming.Readable) batch.incoming().get(i))
                        .operation()
                        .id();
                result = outcomes.get(id);
                if (answered.put(id, result) != null && result.errors().isEmpty()) {
                    result = result.asDuplicate();
                }
            }
            results.add(result);
        }
        return results;
    }

    private PushResult refuse(Optional<OperationId> id, PushCode code, List<Violation> errors, byte[] raw) {
        refused.add(refused(id, code, errors, raw));
        return PushResult.rejected(id, code, errors);
    }

    private static QuarantineDao.Refused refused(
            Optional<OperationId> id, PushCode code, List<Violation> errors, byte[] raw) {
        Optional<UUID> uuid = id.map(OperationId::value);
        return new QuarantineDao.Refused(
                CanonicalJson.hex(CanonicalJson.sha256().digest(raw)), uuid, code, errors, raw);
    }

    private static List<Violation> mismatch() {
        return List.of(new Violation(
                "/op_id", "IDEMPOTENCY_MISMATCH", "an operation with this id and another content is stored already"));
    }
}
