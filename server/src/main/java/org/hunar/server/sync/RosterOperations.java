package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Caller;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.participant.RosterIntake;
import org.hunar.server.participant.RosterRow;
import org.hunar.server.storage.Transaction;

/** Makes operations of roster rows. */
final class RosterOperations implements RosterIntake {
    private static final String BODY = "/body";

    private final ManagerOperations operations;
    private final Participants participants;

    RosterOperations(ManagerOperations operations, Participants participants) {
        this.operations = operations;
        this.participants = participants;
    }

    @Override
    public List<Outcome> take(Transaction tx, Caller caller, ProgrammeId programme, List<RosterRow> rows) {
        Map<ParticipantId, ParticipantRecord> known = participants.find(
                tx, rows.stream().filter(row -> !row.isNew()).map(RosterRow::id).toList());
        List<PushResult> results = operations.take(
                tx,
                caller,
                rows.stream().map(row -> draft(row, known.get(row.id()))).toList());
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            PushResult result = results.get(i);
            outcomes.add(new Outcome(rows.get(i).id(), result.status(), withinRow(result.errors())));
        }
        return outcomes;
    }

    private static ManagerOperations.Draft draft(RosterRow row, ParticipantRecord known) {
        List<OperationId> heads = known == null ? List.of() : ManagerOperations.heads(known.doc());
        return new ManagerOperations.Draft(EntityId.of(row.id()), OperationKind.PUT, heads, row.fields());
    }

    private static List<Violation> withinRow(List<Violation> errors) {
        return errors.stream()
                .map(error -> new Violation(withinRow(error.path()), error.code(), error.message()))
                .toList();
    }

    /** Of an operation a row gives the body and the id of whom it is about; whoever sent the row knows nothing else of it. */
    private static String withinRow(String path) {
        if (path.startsWith(BODY)) {
            return path.substring(BODY.length());
        }
        return path.equals("/entity_id") ? "/id" : "";
    }
}
