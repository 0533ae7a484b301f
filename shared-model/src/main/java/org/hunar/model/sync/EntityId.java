package org.hunar.model.sync;

import java.util.Comparator;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;

/** One participant or one assessment. */
public record EntityId(EntityType type, UUID id) implements Comparable<EntityId> {
    private static final Comparator<EntityId> ORDER = Comparator.comparing(EntityId::type)
            .thenComparing(entity -> entity.id().toString());

    public static EntityId of(ParticipantId id) {
        return new EntityId(EntityType.PARTICIPANT, id.value());
    }

    public static EntityId of(AssessmentId id) {
        return new EntityId(EntityType.ASSESSMENT, id.value());
    }

    @Override
    public int compareTo(EntityId other) {
        return ORDER.compare(this, other);
    }

    /** {@code participant:8e1f0a52-…}, as in what a held operation needs. */
    @Override
    public String toString() {
        return type.wireName() + ":" + id;
    }
}
