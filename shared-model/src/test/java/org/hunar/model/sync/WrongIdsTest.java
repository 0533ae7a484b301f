package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Of a list of ids the one that is none is named as the phone sent it. */
class WrongIdsTest {
    private static final String GOOD = "0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f";

    private static Operation operation(String kind, List<?> parents, Map<String, ?> body) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("op_id", "0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e60");
        json.put("device_seq", 1);
        json.put("entity", "assessment");
        json.put("entity_id", "0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e61");
        json.put("kind", kind);
        json.put("parents", parents);
        json.put("hlc", "0192f0bd1a2b-0000-8e1f0a52");
        json.put("captured_at", "2026-09-20T09:10:00.000Z");
        json.put("body", body);
        return Operation.fromJson(JsonObject.of("", json));
    }

    @Test
    void ofAnOperation() {
        assertThatThrownBy(() -> operation("put", List.of("x"), Map.of())).hasMessageStartingWith("/parents/0: a UUID");
        assertThatThrownBy(() -> operation("put", List.of(GOOD, 7), Map.of()))
                .hasMessageStartingWith("/parents/1: a text");
        assertThatThrownBy(() -> operation(
                        "resolve", List.of(GOOD), Map.of("decides", "LATE_EDIT", "accepted", List.of(GOOD, "y"))))
                .hasMessageStartingWith("/body/accepted/1: a UUID");
    }

    @Test
    void ofAQuestionForTheStatus() {
        assertThatThrownBy(() -> StatusQuery.fromJson(JsonObject.of("", Map.of("op_ids", List.of("x")))))
                .hasMessageStartingWith("/op_ids/0: a UUID");
    }
}
