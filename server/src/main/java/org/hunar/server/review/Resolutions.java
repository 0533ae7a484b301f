package org.hunar.server.review;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.CaseKind;
import org.hunar.server.sync.FoundCase;
import org.hunar.server.sync.ManagerOperations;

/**
 * A manager's decision of a case. It is made of operations of the log, and by them the case is over; only of what has no
 * effect on any document, a clock or a copied phone, the manager takes note.
 */
final class Resolutions {
    private final Database database;
    private final Cases cases;
    private final Subjects subjects;
    private final ManagerOperations operations;
    private final Audit audit;
    private final InstantSource clock;

    Resolutions(
            Database database,
            Cases cases,
            Subjects subjects,
            ManagerOperations operations,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.cases = cases;
        this.subjects = subjects;
        this.operations = operations;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The manager, the case, and what the manager saw.
     *
     * @param ifMatch the header with the revision of the participant or assessment; null to act on what stands
     */
    record Request(Caller caller, ProgrammeId programme, UUID id, String ifMatch) {}

    /**
     * Decides, with what the kind of the case asks for (see {@link Decisions}), or takes note with a {@code note}.
     *
     * @param body may have a {@code remark}, which is kept with the case
     * @return the case, and the operations by which it was decided
     * @throws InvalidException if the body does not fit the case
     * @throws ProblemException 404 if there is no such case, 409 if it is decided already, 412 if what it is about was
     *     changed meanwhile
     */
    Map<String, Object> resolve(Request request, JsonObject body) {
        request.caller().requireManager(request.programme());
        return database.inTransaction(tx -> {
            FoundCase seen =
                    cases.require(tx, request.programme(), request.id()).what();
            operations.lock(tx, request.caller(), entities(seen));
            FoundCase what = cases.requireOpen(tx, request.id()).what();
            List<PushResult> results = what.kind().isFlag() ? takeNote(body) : decide(tx, request, what, body);
            close(tx, request, body);
            return new JsonFields()
                    .putText("id", request.id())
                    .put("kind", what.kind().name())
                    .put("status", "RESOLVED")
                    .put("operations", results.stream().map(Bodies::answer).toList())
                    .toMap();
        });
    }

    private static List<PushResult> takeNote(JsonObject body) {
        Bodies.words(body, "note");
        return List.of();
    }

    private List<PushResult> decide(Transaction tx, Request request, FoundCase what, JsonObject body) {
        Subject subject = subjects.find(tx, entity(what));
        subject.requireSeen(request.ifMatch());
        Decisions decisions = new Decisions(tx, subjects, operations, what, subject);
        List<ManagerOperations.Draft> drafts = decisions.drafts(body);
        List<PushResult> results = Bodies.accepted(
                operations.take(tx, request.caller(), drafts),
                (operation, path) -> decisions.whereIs(body, drafts.get(operation), path));
        cases.requireOver(tx, request.id());
        return results;
    }

    private void close(Transaction tx, Request request, JsonObject body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<String> remark = body.optionalText("note").or(() -> body.optionalText("remark"));
        cases.decide(
                tx,
                request.id(),
                new Case.Closing(now, Optional.of(request.caller().name()), remark));
        audit.done(tx, request.caller().name(), "case.resolve", request.programme(), request.id());
    }

    private static List<EntityId> entities(FoundCase what) {
        List<EntityId> entities = new ArrayList<>();
        if (!what.entityType().equals(FoundCase.INSTALL)) {
            entities.add(entity(what));
        }
        if (what.kind() == CaseKind.DUPLICATE_ATTEMPT) {
            what.candidates().forEach(each -> entities.add(Subjects.assessment(each.id())));
        }
        return entities;
    }

    private static EntityId entity(FoundCase what) {
        return new EntityId(EntityType.of(what.entityType()), what.entity());
    }
}
