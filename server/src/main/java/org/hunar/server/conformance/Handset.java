package org.hunar.server.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.sync.HybridClock;
import org.hunar.model.sync.Ids;

/** One install of an app: makes operations, each as plain JSON that a case may spoil. */
final class Handset {
    private final UUID install;
    private final Ids ids;
    private final HybridClock clock;
    private final Field field;
    private final Instant now;
    private long deviceSeq;

    /** @param now what this phone believes to be the time; it stands still, as far as its operations tell */
    Handset(Field field, Random random, Instant now) {
        this.field = field;
        this.now = now;
        this.ids = new Ids(field.now()::toEpochMilli, random);
        this.install = ids.version4();
        this.clock = new HybridClock(install, now::toEpochMilli, Optional.empty());
    }

    /** Its install id. */
    String install() {
        return install.toString();
    }

    String newParticipantId() {
        return ids.version4().toString();
    }

    String newAssessmentId() {
        return ids.version7().toString();
    }

    Op participant(String id, String cohort) {
        Map<String, Object> body = Map.of(
                "cohort",
                cohort,
                "number",
                "N-" + id.substring(0, 8),
                "name",
                "محمد علی",
                "name_latin",
                "Muhammad Ali");
        return operation("participant", id, "put", List.of(), body);
    }

    Op assessment(String id, String participant, Map<String, ?> answers) {
        return assessment(id, participant, Field.VERSION, answers);
    }

    Op assessment(String id, String participant, String version, Map<String, ?> answers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("participant_id", participant);
        body.put("instrument", field.instrument());
        body.put("instrument_version", version);
        body.put("phase", "PRE");
        body.put("attempt", 1);
        body.put("started_at", Timestamps.format(now.minus(Duration.ofMinutes(15))));
        body.put("completed_at", Timestamps.format(now));
        body.put("answers", answers);
        return operation("assessment", id, "put", List.of(), body);
    }

    /** Sets answers of the assessment that an operation is about, having seen these operations. */
    Op answers(String assessment, Map<String, ?> answers, Op... seen) {
        return operation("assessment", assessment, "put", ids(seen), Map.of("answers", answers));
    }

    Op amend(String entity, String id, Map<String, ?> body, Op... seen) {
        return operation(entity, id, "put", ids(seen), body);
    }

    Op voids(String entity, String id, Op... seen) {
        return operation(entity, id, "void", ids(seen), Map.of("reason", "Taken in the name of the wrong person."));
    }

    Op operation(String entity, String id, String kind, List<?> parents, Map<String, ?> body) {
        deviceSeq++;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("op_id", ids.version7().toString());
        json.put("device_seq", deviceSeq);
        json.put("entity", entity);
        json.put("entity_id", id);
        json.put("kind", kind);
        json.put("parents", parents);
        json.put("hlc", clock.tick().text());
        json.put("captured_at", Timestamps.format(now));
        json.put("body", body);
        return new Op(json);
    }

    /** @param operations each an {@link Op}, or whatever else is to stand in its place */
    Map<String, Object> push(List<?> operations) {
        Map<String, Object> push = new LinkedHashMap<>();
        push.put("install_id", install.toString());
        push.put("app_version", "conformance");
        push.put(
                "ops",
                operations.stream()
                        .map(each -> each instanceof Op op ? op.json() : each)
                        .toList());
        return push;
    }

    private static List<String> ids(Op[] seen) {
        return Arrays.stream(seen).map(Op::id).toList();
    }
}
