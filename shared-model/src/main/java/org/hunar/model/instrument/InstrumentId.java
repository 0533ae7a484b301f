package org.hunar.model.instrument;

import org.hunar.model.Code;

/** Identifies an instrument of a programme by its short code. */
public record InstrumentId(String value) implements Comparable<InstrumentId> {
    public InstrumentId {
        Code.require(value);
    }

    @Override
    public int compareTo(InstrumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
