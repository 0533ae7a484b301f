package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Settles what needs no merge, and hands on the rest, each operation once. */
    void separate(Map<OperationId, KnownOperation> known, List<Arrival> into) {
        Map<OperationId, String> arriving = new HashMap<>();
        for (int i = 0; i < settled.length; i++) {
            Incoming incoming = batch.incoming().get(i);
            if (incoming instanceof Incoming.Unreadable unreadable) {
                refused.add(refused(unreadable));
                settled[i] = PushResult.rejected(unreadable.id(), unreadable.code(), unreadable.errors());
            } else if (incoming instanceof Incoming.Readable readable) {
                Operation operation = readable.operation();
                String hash = operation.hash();
                KnownOperation before = known.get(operation.id());
                if (before != null ? !before.isSame(operation, hash) : differs(arriving.get(operation.id()), hash)) {
                    refused.add(refused(batch, operation, PushCode.IDEMPOTENCY_MISMATCH, mismatch(), readable.raw()));
                    settled[i] =
                            PushResult.rejected(Optional.of(operation.id()), PushCode.IDEMPOTENCY_MISMATCH, mismatch());
                } else if (before != null) {
                    settled[i] = before.result().asDuplicate();
                } else if (arriving.put(operation.id(), hash) == null) {
                    into.add(new Arrival(batch, operation, readable.raw(), hash));
                }
            }
        }
    }

    /** What goes into the quarantine: the unreadable, and those of the arrivals that were refused. */
    static List<QuarantineDao.Refused> refused(Collection<Replies> replies, Collection<Arrival> arrivals) {
        List<QuarantineDao.Refused> all = new ArrayList<>();
        replies.forEach(each -> all.addAll(each.refused));
        for (Arrival arrival : arrivals) {
            if (arrival.isRefused()) {
                all.add(refused(
                        arrival.batch(), arrival.operation(), arrival.refusal(), arrival.errors(), arrival.raw()));
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

    private static boolean differs(String earlier, String hash) {
        return earlier != null && !earlier.equals(hash);
    }

    private static QuarantineDao.Refused refused(
            Batch batch, Operation operation, PushCode code, List<Violation> errors, byte[] raw) {
        return new QuarantineDao.Refused(
                batch, sha256(raw), Optional.of(operation.id().value()), Optional.of(operation), code, errors, raw);
    }

    private QuarantineDao.Refused refused(Incoming.Unreadable unreadable) {
        return new QuarantineDao.Refused(
                batch,
                sha256(unreadable.raw()),
                unreadable.id().map(OperationId::value),
                Optional.empty(),
                unreadable.code(),
                unreadable.errors(),
                unreadable.raw());
    }

    private static String sha256(byte[] raw) {
        return CanonicalJson.hex(CanonicalJson.sha256().digest(raw));
    }

    private static List<Violation> mismatch() {
        return List.of(new Violation(
                "/op_id", "IDEMPOTENCY_MISMATCH", "an operation with this id and another content is stored already"));
    }
}
