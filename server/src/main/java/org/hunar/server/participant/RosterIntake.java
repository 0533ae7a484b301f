package org.hunar.server.participant;

import java.util.List;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.auth.Caller;
import org.hunar.server.storage.Transaction;

/** Makes operations of roster rows and takes them in, like those of a phone. */
public interface RosterIntake {
    /** @return one outcome for each row, in the same order */
    List<Outcome> take(Transaction tx, Caller caller, ProgrammeId programme, List<RosterRow> rows);

    /**
     * @param status what became of the operation
     * @param errors why it was rejected; the path is that of the field within the row, such as {@code /number};
     *     empty for the row as a whole
     */
    record Outcome(ParticipantId id, PushStatus status, List<Violation> errors) {}
}
