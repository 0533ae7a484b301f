package org.hunar.server.review;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Merged;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.ManagerOperations;

/**
 * Two entries of the roster that are one person, and the way back when they are not. A merge is an operation on the one
 * who goes; the other goes on for both, and nothing that was captured is changed.
 */
final class Merges {
    private static final OperationId BEFORE_ALL = new OperationId(new UUID(0, 0));

    private final Database database;
    private final Participants participants;
    private final ManagerOperations operations;
    private final Audit audit;
    private final MergeDao dao = new MergeDao();

    Merges(Database database, Participants participants, ManagerOperations operations, Audit audit) {
        this.database = database;
        this.participants = participants;
        this.operations = operations;
        this.audit = audit;
    }

    /** A page of the merges that hold, in the order in which they were made. */
    Map<String, Object> page(Caller caller, ProgrammeId programme, PageRequest page) {
        caller.requireManager(programme);
        OperationId after = page.after(OperationId::of).orElse(BEFORE_ALL);
        return database.inSnapshot(tx -> {
            List<Merge> merges = dao.page(tx, programme, after, page.fetch());
            Map<ParticipantId, ParticipantRecord> people = participants.find(
                    tx,
                    merges.stream()
                            .flatMap(merge -> Stream.of(merge.from(), merge.survivor()))
                            .collect(Collectors.toSet()));
            return page.page(merges, merge -> merge.id().toString(), merge -> {
                Map<String, Object> json = merge.toJson();
                json.put("from_person", person(people.get(merge.from())));
                json.put("survivor_person", person(people.get(merge.survivor())));
                return json;
            });
        });
    }

    /** In the words by which a manager knows somebody; empty for one who is gone. */
    private static Map<String, Object> person(ParticipantRecord record) {
        JsonFields person = new JsonFields();
        if (record != null) {
            person.put("number", record.doc().get(ParticipantFields.NUMBER))
                    .put("name", record.doc().get(ParticipantFields.NAME));
        }
        return person.toMap();
    }

    /**
     * Merges a participant into another.
     *
     * @param body {@code from}, {@code into} and {@code reason}
     * @throws ProblemException 404 if the programme has not both; 409 if one is not on the roster, or if the other was
     *     merged into this one
     */
    Map<String, Object> merge(Caller caller, ProgrammeId programme, JsonObject body) {
        caller.requireManager(programme);
        ParticipantId from = new ParticipantId(body.uuid("from"));
        ParticipantId into = new ParticipantId(body.uuid("into"));
        String reason = Bodies.words(body, "reason");
        if (from.equals(into)) {
            throw body.invalid("into", "nobody is merged into himself");
        }
        return database.inTransaction(tx -> {
            operations.lock(tx, caller, List.of(EntityId.of(from), EntityId.of(into)));
            ParticipantRecord going = require(tx, programme, from);
            requireOnRoster(going, "from");
            requireGoesOn(tx, require(tx, programme, into), from);
            PushResult result =
                    take(tx, caller, going, OperationKind.MERGE, Map.of("into", into.toString(), "reason", reason));
            OperationId id = result.opId().orElseThrow();
            audit.done(tx, caller.name(), "participant.merge", programme, id);
            return dao.find(tx, programme, id).orElseThrow().toJson();
        });
    }

    /**
     * Takes a merge back: both are what they would be had it never been, and what came meanwhile is with whom it names.
     *
     * @throws ProblemException 404 if there is no such merge, or it holds no more
     */
    Map<String, Object> unmerge(Caller caller, ProgrammeId programme, OperationId id) {
        caller.requireManager(programme);
        return database.inTransaction(tx -> {
            ParticipantId from = require(tx, programme, id).from();
            operations.lock(tx, caller, List.of(EntityId.of(from)));
            require(tx, programme, id);
            PushResult result =
                    take(tx, caller, require(tx, programme, from), OperationKind.RESOLVE, Map.of(Merged.LIFTED, false));
            audit.done(tx, caller.name(), "participant.unmerge", programme, id);
            return Bodies.answer(result);
        });
    }

    private PushResult take(
            Transaction tx, Caller caller, ParticipantRecord of, OperationKind kind, Map<String, Object> body) {
        ManagerOperations.Draft draft =
                new ManagerOperations.Draft(EntityId.of(of.id()), kind, ManagerOperations.heads(of.doc()), body);
        return Bodies.accepted(operations.take(tx, caller, List.of(draft)), Bodies.Origin.SAME)
                .get(0);
    }

    private Merge require(Transaction tx, ProgrammeId programme, OperationId id) {
        return dao.find(tx, programme, id)
                .orElseThrow(() -> ProblemException.notFound("merge " + id + " in " + programme));
    }

    private ParticipantRecord require(Transaction tx, ProgrammeId programme, ParticipantId id) {
        ParticipantRecord record = participants.find(tx, List.of(id)).get(id);
        if (record == null || !record.programme().equals(programme)) {
            throw ProblemException.notFound("participant " + id + " in " + programme);
        }
        return record;
    }

    private static void requireOnRoster(ParticipantRecord record, String name) {
        if (record.removed()) {
            throw ProblemException.conflict(
                    "NOT_ON_ROSTER", "'" + name + "' is not on the roster any more: removed, or merged already");
        }
    }

    /** Whoever was merged in turn may be named: the end of the chain goes on. Only it must not lead back. */
    private void requireGoesOn(Transaction tx, ParticipantRecord into, ParticipantId from) {
        ParticipantId survivor = dao.survivor(tx, into.id()).orElse(into.id());
        if (survivor.equals(from)) {
            throw ProblemException.conflict(
                    "MERGED_IN_A_CIRCLE", "'into' was merged into 'from'; take that merge back first");
        }
        requireOnRoster(require(tx, into.programme(), survivor), "into");
    }
}
