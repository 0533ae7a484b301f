package org.hunar.server.report;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;

/**
 * A remark on a report.
 *
 * @param code stable, for programs
 * @param group to which it applies, {@code *} for everybody; empty when it speaks of the report as a whole
 * @param text a sentence by language tag, for people
 */
record Note(NoteCode code, Optional<String> group, Map<String, String> text) {

    static Note onReport(NoteCode code, Object... values) {
        return new Note(code, Optional.empty(), code.text(values));
    }

    static Note onGroup(NoteCode code, String group, Object... values) {
        return new Note(code, Optional.of(group), code.text(values));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code.name())
                .put("group", group)
                .put("text", text)
                .toMap();
    }
}
