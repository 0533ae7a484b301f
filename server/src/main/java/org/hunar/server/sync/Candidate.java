package org.hunar.server.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationKind;

/**
 * One of the things between which a case is.
 *
 * @param id of an operation; of an assessment if the case is about attempts
 * @param kind of the operation, such as put
 * @param value that it set, where the case is about one field; else all that it set
 * @param author name of the user who was signed in when it came
 */
public record Candidate(
        UUID id, String kind, Optional<Object> value, String author, HybridTimestamp hlc, Instant capturedAt) {

    static Candidate of(LoggedOperation logged, Object value) {
        Operation operation = logged.operation();
        return new Candidate(
                operation.id().value(),
                operation.kind().wireName(),
                Optional.ofNullable(value),
                logged.author(),
                operation.hlc(),
                operation.capturedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The candidate with everything that its operation set. */
    static Candidate of(LoggedOperation logged) {
        return of(logged, logged.operation().body());
    }

    /** An assessment, known by the operation that came first. */
    static Candidate ofAssessment(UUID id, LoggedOperation first) {
        Operation operation = first.operation();
        return new Candidate(
                id,
                operation.entity().type().wireName(),
                Optional.empty(),
                first.author(),
                operation.hlc(),
                operation.capturedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    /** That somebody set something, but no longer what. */
    public Candidate withoutValue() {
        return new Candidate(id, kind, Optional.empty(), author, hlc, capturedAt);
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .putText(nameOfId(kind), id)
                .put("kind", kind)
                .put("value", value)
                .put("author", author)
                .putText("hlc", hlc)
                .put("captured_at", Timestamps.format(capturedAt))
                .toMap();
    }

    public static Candidate fromJson(JsonObject json) {
        String kind = json.text("kind");
        return new Candidate(
                json.uuid(nameOfId(kind)),
                kind,
                Optional.ofNullable(json.asMap().get("value")),
                json.text("author"),
                json.as("hlc", HybridTimestamp::new),
                json.instant("captured_at"));
    }

    private static String nameOfId(String kind) {
        return OperationKind.orNull(kind) == null ? "assessment_id" : "op_id";
    }
}
