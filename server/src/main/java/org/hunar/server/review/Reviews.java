package org.hunar.server.review;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.Published;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.ManagerOperations;

/** What a manager says of one assessment. Each is an operation that has seen everything that stands when it is made. */
final class Reviews {
    private final Database database;
    private final Subjects subjects;
    private final Instruments instruments;
    private final ManagerOperations operations;
    private final Audit audit;

    Reviews(Database database, Subjects subjects, Instruments instruments, ManagerOperations operations, Audit audit) {
        this.database = database;
        this.subjects = subjects;
        this.instruments = instruments;
        this.operations = operations;
        this.audit = audit;
    }

    /**
     * The manager, the assessment, and what of it the manager saw.
     *
     * @param ifMatch the header with the revision that was seen; null to act on what stands
     */
    record Request(Caller caller, ProgrammeId programme, AssessmentId id, String ifMatch) {
        /** Before the message is looked at: whoever may not review is not told what is wrong with it. */
        void requireManager() {
            caller.requireManager(programme);
        }
    }

    /**
     * Approves it: from now on an edit by somebody who has not seen this has no effect.
     *
     * @throws ProblemException 409 if it is void, if a conflict is open, or if part of its history has not come
     */
    Map<String, Object> approve(Request request) {
        return act(request, OperationKind.APPROVE, Map.of(), (tx, subject) -> {
            subject.requireNotVoid();
            subject.requireSettled();
        });
    }

    /**
     * Sends it back to the trainer, who finds the remarks with the next pull.
     *
     * @param body {@code remark} on the whole, {@code remarks} by item or field; at least one of them
     * @throws InvalidException also naming each remark on what neither the instrument asks nor the assessment has
     * @throws ProblemException 409 if it is void
     */
    Map<String, Object> sendBack(Request request, JsonObject body) {
        request.requireManager();
        Map<String, Object> remarks = new JsonFields()
                .put("remark", body.optionalText("remark"))
                .put("remarks", body.optionalObject("remarks").map(Reviews::texts))
                .toMap();
        if (remarks.isEmpty()) {
            throw InvalidException.at("/remark", "REQUIRED", "a return says what to look at, in remark or remarks");
        }
        return act(request, OperationKind.RETURN, remarks, (tx, subject) -> {
            subject.requireNotVoid();
            body.optionalObject("remarks").ifPresent(each -> requireKnown(tx, request.programme(), subject, each));
        });
    }

    /**
     * Declares it void: it stays, and leaves all reports.
     *
     * @param body with the {@code reason}
     * @throws ProblemException 409 if it is void already
     */
    Map<String, Object> declareVoid(Request request, JsonObject body) {
        request.requireManager();
        return act(
                request,
                OperationKind.VOID,
                Map.of("reason", Bodies.words(body, "reason")),
                (tx, subject) -> subject.requireNotVoid());
    }

    private Map<String, Object> act(
            Request request, OperationKind kind, Map<String, Object> body, BiConsumer<Transaction, Subject> check) {
        Caller caller = request.caller();
        request.requireManager();
        return database.inTransaction(tx -> {
            operations.lock(tx, caller, List.of(Subjects.entity(request.id())));
            Subject subject = subjects.require(tx, request.programme(), request.id());
            subject.requireSeen(request.ifMatch());
            check.accept(tx, subject);
            List<PushResult> results = operations.take(tx, caller, List.of(subject.draft(kind, body)));
            PushResult result = Bodies.accepted(results, Bodies.Origin.SAME).get(0);
            audit.done(tx, caller.name(), "assessment." + kind.wireName(), request.programme(), request.id());
            return Bodies.answer(result);
        });
    }

    /** While the instrument is not here, nobody can tell what it asks. */
    private void requireKnown(Transaction tx, ProgrammeId programme, Subject subject, JsonObject remarks) {
        InstrumentVersion version = InstrumentVersion.ofAssessment(JsonObject.of("", subject.doc()));
        Published published = instruments.find(tx, programme, List.of(version)).get(version);
        if (published == null) {
            return;
        }
        Set<String> known = new HashSet<>(published.instrument().items().keySet());
        known.addAll(subject.doc().keySet());
        known.addAll(AssessmentFields.NAMES);
        List<Violation> unknown = remarks.names().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Violation(
                        remarks.pointerTo(name), "UNKNOWN_ITEM", "the instrument " + version + " has no item " + name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidException(unknown);
        }
    }

    private static Map<String, Object> texts(JsonObject remarks) {
        remarks.names().forEach(remarks::text);
        return remarks.asMap();
    }
}
