package org.hunar.server.sync;

import java.util.Optional;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.OperationId;

/**
 * What is locked of an entity.
 *
 * @param programme code, or null while nothing has told
 * @param rev of its document; 0 while it has none
 * @param survivor who goes on for a participant that was merged, at the end of the chain
 * @param mergedBy the merge that holds of this participant
 * @param erased whether the person was erased: what comes later is stripped before it is stored
 */
record EntityRow(
        EntityId id,
        String programme,
        long rev,
        Optional<ParticipantId> survivor,
        Optional<OperationId> mergedBy,
        boolean erased) {
    /** To be stored: what nobody else goes on for. */
    static EntityRow of(EntityId id, String programme, long rev) {
        return of(id, programme, rev, Optional.empty(), Optional.empty());
    }

    /** To be stored, which changes nothing of whether somebody was erased. */
    static EntityRow of(
            EntityId id, String programme, long rev, Optional<ParticipantId> survivor, Optional<OperationId> mergedBy) {
        return new EntityRow(id, programme, rev, survivor, mergedBy, false);
    }
}
