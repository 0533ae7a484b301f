package org.hunar.model.sync;

import java.util.UUID;

/** Identifies an operation, by a UUID made on the phone. */
public record OperationId(UUID value) implements Comparable<OperationId> {
    public static OperationId of(String text) {
        return new OperationId(UUID.fromString(text));
    }

    /** Orders as the text does, on every platform and in both databases. */
    @Override
    public int compareTo(OperationId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
