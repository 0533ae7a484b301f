package org.hunar.model.participant;

import java.util.UUID;

/** Identifies a participant, by a random UUID (version 4): ODK Collect ignores entities with another version. */
public record ParticipantId(UUID value) implements Comparable<ParticipantId> {
    public static ParticipantId of(String text) {
        return new ParticipantId(UUID.fromString(text));
    }

    /** Orders as the text does, on every platform and in both databases. */
    @Override
    public int compareTo(ParticipantId other) {
        return value.toString().compareTo(other.value.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
