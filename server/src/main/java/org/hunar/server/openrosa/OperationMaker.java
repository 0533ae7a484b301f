package org.hunar.server.openrosa;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Incoming;

/**
 * Makes operations of one submission, as the app would have made them when the form was filled: nothing depends on when
 * it got through (sync protocol, 5).
 */
final class OperationMaker {
    private static final int COUNTERS = HybridTimestamp.MAX_COUNTER + 1;
    private static final int INSTALL_DIGITS = 8;

    private final Transaction tx;
    private final SubmissionDao dao;
    private final StoredSubmission stored;
    private final Instant capturedAt;

    /** @param capturedAt by the phone's clock; not later than now, and now if the form does not say */
    OperationMaker(
            Transaction tx, SubmissionDao dao, StoredSubmission stored, Instant now, Optional<Instant> capturedAt) {
        this.tx = tx;
        this.dao = dao;
        this.stored = stored;
        this.capturedAt = capturedAt.filter(now::isAfter).orElse(now);
    }

    /** The id that follows from the submission and a word of what is done; another one after each refusal. */
    OperationId id(String what) {
        String name = stored.programme() + "/" + stored.instanceId() + "/" + what
                + (stored.tries() == 0 ? "" : "/" + stored.tries());
        return new OperationId(Identifiers.version5(name));
    }

    Incoming put(String what, EntityId entity, List<OperationId> parents, Map<String, Object> body) {
        UUID install = stored.installId();
        long number = dao.nextNumber(tx, install);
        HybridTimestamp hlc = HybridTimestamp.of(
                Math.max(0, capturedAt.toEpochMilli()),
                (int) (number % COUNTERS),
                install.toString().substring(0, INSTALL_DIGITS));
        Operation operation =
                Operation.create(id(what), number, entity, OperationKind.PUT, parents, hlc, capturedAt, body);
        return new Incoming.Readable(operation, stored.xml());
    }
}
