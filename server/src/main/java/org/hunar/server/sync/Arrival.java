package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.PushCode;

/** A new operation on its way through the transaction that takes it: admitted until something refuses it. */
final class Arrival {
    private final Batch batch;
    private final byte[] raw;
    private Operation operation;
    private String hash;
    private final List<Violation> errors = new ArrayList<>();
    private PushCode refusal;
    private boolean review;

    Arrival(Batch batch, Operation operation, byte[] raw, String hash) {
        this.batch = batch;
        this.operation = operation;
        this.raw = raw;
        this.hash = hash;
    }

    /** With which it came. */
    Batch batch() {
        return batch;
    }

    Operation operation() {
        return operation;
    }

    EntityId entity() {
        return operation.entity();
    }

    byte[] raw() {
        return raw;
    }

    String hash() {
        return hash;
    }

    boolean isRefused() {
        return refusal != null;
    }

    PushCode refusal() {
        return refusal;
    }

    List<Violation> errors() {
        return errors;
    }

    /** Whether a manager has to accept it before it has any effect. */
    boolean isInReview() {
        return review;
    }

    void refuse(PushCode code, List<Violation> because) {
        refusal = code;
        errors.addAll(because);
    }

    /** Whoever was erased is not brought back: only what is left of it is stored. */
    void strip(Redaction redaction) {
        operation = redaction.of(operation);
        hash = Redaction.HASH;
    }

    /** Goes on as if a field had not been said. */
    void leaveOut(String field) {
        Map<String, Object> body = new LinkedHashMap<>(operation.body());
        body.remove(field);
        operation = operation.withBody(body);
    }

    void putIntoReview() {
        review = true;
    }
}
