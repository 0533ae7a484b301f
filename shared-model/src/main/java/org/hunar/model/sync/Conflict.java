package org.hunar.model.sync;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonFields;

/**
 * Two or more people set one field to different values without knowing of each other. The document shows the value of
 * the greatest key until a manager decides.
 *
 * @param path JSON Pointer of the field in the document, such as {@code /answers/ppe}
 * @param candidates the values, greatest key first
 */
public record Conflict(String path, List<Candidate> candidates) {
    public Conflict {
        candidates = List.copyOf(candidates);
    }

    /**
     * One of the values and the operation that set it.
     *
     * @param value null when the operation took out what was there; the message then has none
     */
    public record Candidate(OperationId operation, Object value) {
        Map<String, Object> toJson() {
            Map<String, Object> json =
                    new JsonFields().putText("op_id", operation).toMap();
            if (value != null) {
                json.put("value", value);
            }
            return json;
        }
    }

    public boolean involves(OperationId operation) {
        return candidates.stream().anyMatch(candidate -> candidate.operation().equals(operation));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("path", path)
                .put("candidates", candidates.stream().map(Candidate::toJson).collect(Collectors.toList()))
                .toMap();
    }
}
