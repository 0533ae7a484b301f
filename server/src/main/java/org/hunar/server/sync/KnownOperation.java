package org.hunar.server.sync;

import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;

/** What the log knows of an operation id that comes again. */
record KnownOperation(OperationId id, EntityId entity, String author, String hash, PushResult result) {
    /**
     * Whether it is the one that comes again. Of one that was erased only the id tells: what it said is gone, and is not
     * to be kept now because it cannot be compared.
     */
    boolean isSame(Operation operation, String itsHash) {
        return hash.equals(Redaction.HASH) ? entity.equals(operation.entity()) : hash.equals(itsHash);
    }
}
