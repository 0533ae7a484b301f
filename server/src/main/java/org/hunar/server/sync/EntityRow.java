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
 */
record EntityRow(
        EntityId id, String programme, long rev, Optional<ParticipantId> survivor, Optional<OperationId> mergedBy) {
    /** What nobody else goes on for. */
    static EntityRow of(EntityId id, String programme, long rev) {
        return new EntityRow(id, programme, rev, Optional.empty(), Optional.empty());
    }
}
