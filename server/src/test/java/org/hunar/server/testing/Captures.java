package org.hunar.server.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.sync.HybridTimestamp;

/** What a phone would send, one operation after another, as plain JSON that a test may spoil. */
public final class Captures {
    /** What a phone says it is. */
    public final UUID install = UUID.randomUUID();

    private long deviceSeq;

    public Map<String, Object> participant(String id, String cohort, String number) {
        return operation(
                "participant",
                id,
                "put",
                List.of(),
                Map.of("cohort", cohort, "number", number, "name", "محمد علی " + number));
    }

    public Map<String, Object> assessment(String id, String participant, Map<String, ?> answers) {
        return assessment(id, participant, "1", answers);
    }

    public Map<String, Object> assessment(String id, String participant, String version, Map<String, ?> answers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("participant_id", participant);
        body.put("instrument", "weld_l2");
        body.put("instrument_version", version);
        body.put("phase", "PRE");
        body.put("attempt", 1);
        body.put("started_at", "2026-09-20T09:14:31.000Z");
        body.put("completed_at", "2026-09-20T09:31:00.000Z");
        body.put("answers", answers);
        return operation("assessment", id, "put", List.of(), body);
    }

    public Map<String, Object> amend(String entity, String id, List<?> parents, Map<String, ?> body) {
        return operation(entity, id, "put", parents, body);
    }

    public Map<String, Object> operation(String entity, String id, String kind, List<?> parents, Map<String, ?> body) {
        deviceSeq++;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("op_id", id());
        json.put("device_seq", deviceSeq);
        json.put("entity", entity);
        json.put("entity_id", id);
        json.put("kind", kind);
        json.put("parents", parents);
        json.put(
                "hlc",
                HybridTimestamp.of(
                                1_790_000_000_000L + deviceSeq,
                                0,
                                install.toString().substring(0, 8))
                        .text());
        json.put("captured_at", "2026-09-20T09:31:02.000Z");
        json.put("body", body);
        return json;
    }

    /** A push of the operations; each a map, or raw JSON as a text is not: spoil the map instead. */
    public Map<String, Object> push(Object... operations) {
        return push(List.of(operations));
    }

    public Map<String, Object> push(List<?> operations) {
        Map<String, Object> push = new LinkedHashMap<>();
        push.put("install_id", install.toString());
        push.put("app_version", "1.8.2");
        push.put("ops", new ArrayList<>(operations));
        return push;
    }

    public static String id() {
        return UUID.randomUUID().toString();
    }
}
