package org.hunar.server.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.ProgrammeId;

/**
 * Something that happened once.
 *
 * @param key by which it is known: of two of one key, one is told
 * @param data ids and numbers, never a name
 */
record Event(ProgrammeId programme, String type, String key, Map<String, Object> data) {
    static final String ASSESSMENT = "assessment.accepted";
    static final String SCORING_RUN = "scoring_run.finished";
    static final String REPORT = "report.changed";

    /** {@code {type, timestamp, data}}, as Standard Webhooks has it. */
    String payload(Instant now) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("programme", programme.value());
        all.putAll(data);
        return Json.write(new JsonFields()
                .put("type", type)
                .put("timestamp", Timestamps.format(now))
                .put("data", all)
                .toMap());
    }
}
