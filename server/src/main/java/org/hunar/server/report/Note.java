package org.hunar.server.report;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;

/**
 * A remark on a report.
 *
 * @param code stable, for programs
 * @param group to which it applies, {@code *} for everybody; empty when it speaks of the report as a whole
 * @param scale skill to which it applies, {@code *} for the total; empty when it speaks of people, not of scores
 * @param value what was found, held against the threshold of the code
 * @param text a sentence by language tag, for people
 */
record Note(
        NoteCode code,
        Optional<String> group,
        Optional<String> scale,
        Optional<Number> value,
        Map<String, String> text) {

    static Note onReport(NoteCode code, Object... values) {
        return new Note(code, Optional.empty(), Optional.empty(), Optional.empty(), code.text(values));
    }

    /** @param value what was found, which its text tells too */
    static Note onGroup(NoteCode code, String group, Number value) {
        return new Note(code, Optional.of(group), Optional.empty(), Optional.of(value), code.text(value));
    }

    static Note onScale(NoteCode code, String group, String scale, Number value) {
        return new Note(code, Optional.of(group), Optional.of(scale), Optional.of(value), code.text(value));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code.name())
                .put("group", group)
                .put("scale", scale)
                .put("value", value)
                .put("threshold", code.threshold())
                .put("source", code.source())
                .put("text", text)
                .toMap();
    }
}
