package org.hunar.model.sync.client;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.UploadRequest;

/**
 * An attachment in the phone's keeping.
 *
 * @param author who captured that operation, and in whose name the file is brought; absent if the app did not say
 * @param number of the operation that named it: the oldest goes first
 * @param sent bytes that the server had when it was last heard
 * @param failures times that the server could not take it, and will be asked again
 * @param mismatches times that the server found other bytes than were announced
 * @param problem once it is PARKED
 */
record UploadEntry(
        UploadRequest request,
        Optional<String> author,
        long number,
        long sent,
        long failures,
        long mismatches,
        Optional<UploadProblem> problem,
        Optional<String> detail) {

    static UploadEntry due(UploadRequest request, Optional<String> author, long number) {
        return new UploadEntry(request, author, number, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    static UploadEntry read(String key, String text) {
        JsonObject json = Json.readObject(text);
        String[] parts = key.split("/", 3);
        UploadRequest request = new UploadRequest(
                parts[1], json.integer("size"), json.text("mime"), new AssessmentId(json.uuid("assessment")));
        return new UploadEntry(
                request,
                parts.length > 2 ? Optional.of(parts[2]) : Optional.empty(),
                json.integer("number"),
                json.integer("sent"),
                json.integer("failures"),
                json.integer("mismatches"),
                json.optionalOneOf("problem", UploadProblem.class),
                json.optionalText("detail"));
    }

    String sha256() {
        return request.sha256();
    }

    /** As {@link OutboxEntry#isFor}. */
    boolean isFor(Optional<String> user) {
        return !author.isPresent() || author.equals(user);
    }

    String key() {
        return Keys.file(Keys.UPLOAD, sha256(), author);
    }

    String parkedKey() {
        return Keys.file(Keys.PARKED_UPLOAD, sha256(), author);
    }

    /** The same from its beginning. */
    UploadEntry anew() {
        return due(request, author, number);
    }

    long left() {
        return Math.max(0, request.size() - sent);
    }

    UploadEntry at(long offset) {
        return new UploadEntry(request, author, number, offset, failures, mismatches, problem, detail);
    }

    UploadEntry failed() {
        return new UploadEntry(request, author, number, sent, failures + 1, mismatches, problem, detail);
    }

    UploadEntry mismatched() {
        return new UploadEntry(request, author, number, 0, failures, mismatches + 1, problem, detail);
    }

    UploadEntry parked(UploadProblem why, String words) {
        return new UploadEntry(
                request, author, number, sent, failures, mismatches, Optional.of(why), Optional.of(words));
    }

    /** As the user sees it. */
    ParkedAttachment toParked() {
        return new ParkedAttachment(
                sha256(), request.assessment(), problem.orElseThrow(IllegalStateException::new), detail.orElse(""));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("size", request.size())
                .put("mime", request.mime())
                .putText("assessment", request.assessment())
                .put("number", number)
                .put("sent", sent)
                .put("failures", failures)
                .put("mismatches", mismatches)
                .put("problem", problem.map(UploadProblem::name))
                .put("detail", detail)
                .toMap();
    }
}
