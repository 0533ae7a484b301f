package org.hunar.server.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Merged;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.http.ETags;
import org.hunar.server.http.ProblemException;
import org.hunar.server.sync.ManagerOperations;

/**
 * A participant or an assessment as it stands when a manager acts on it.
 *
 * @param rev of its document; 0 while nothing of it has effect
 * @param doc empty while nothing of it has effect
 */
record Subject(EntityId entity, long rev, Map<String, Object> doc) {
    /** What a manager does next, knowing what stands. */
    ManagerOperations.Draft draft(OperationKind kind, Map<String, Object> body) {
        return new ManagerOperations.Draft(entity, kind, heads(), body);
    }

    List<OperationId> heads() {
        return ManagerOperations.heads(doc);
    }

    /**
     * @param ifMatch the header with the revision that the manager saw; null if he did not say
     * @throws ProblemException 412 if it is another one now
     */
    void requireSeen(String ifMatch) {
        if (ifMatch != null) {
            ETags.requireMatch(ifMatch, rev == 0 ? Optional.empty() : Optional.of(ETags.of(rev)));
        }
    }

    boolean isVoid() {
        return sync().has("void_reason");
    }

    /** Whether it is a participant for whom another goes on. */
    boolean isMerged() {
        return sync().has(Merged.INTO);
    }

    /** @throws ProblemException 409 if it is void */
    void requireNotVoid() {
        if (isVoid()) {
            throw ProblemException.conflict("VOID", "it was declared void: " + sync().text("void_reason"));
        }
    }

    /** @throws ProblemException 409 if there is something that must be decided, or come, before it can be approved */
    void requireSettled() {
        List<String> paths = sync().objects("conflicts").stream()
                .map(conflict -> conflict.text("path"))
                .toList();
        if (!paths.isEmpty()) {
            throw ProblemException.conflict(
                            "HARD_CONFLICT", "two people set one field apart; decide that first: " + paths)
                    .with("paths", paths);
        }
        List<String> missing = sync().texts("missing_parents");
        if (!missing.isEmpty()) {
            throw ProblemException.conflict(
                            "AWAITING_PARENT", "part of its history is still on a phone; approve it when that has come")
                    .with("missing_parents", missing);
        }
    }

    private JsonObject sync() {
        return JsonObject.of("/" + Document.SYNC, doc.getOrDefault(Document.SYNC, Map.of()));
    }
}
