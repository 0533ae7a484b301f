package org.hunar.server.sync;

import java.util.Set;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/**
 * Is told, in the transaction of a push and while they are locked, who was changed or has assessments that were; after
 * these were scored.
 */
@FunctionalInterface
public interface PeopleListener {
    void changed(Transaction tx, ProgrammeId programme, Set<ParticipantId> people);
}
