package org.hunar.server.sync;

import java.util.List;
import java.util.Optional;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;

/** One element of a push as it came: an operation, or what was meant as one. */
public sealed interface Incoming {
    /** The element byte for byte, in UTF-8. */
    byte[] raw();

    /** An operation that says what it wants; whether it may is seen later. */
    record Readable(Operation operation, byte[] raw) implements Incoming {}

    /** Something that cannot be read as an operation, and why. */
    record Unreadable(Optional<OperationId> id, PushCode code, List<Violation> errors, byte[] raw)
            implements Incoming {}
}
