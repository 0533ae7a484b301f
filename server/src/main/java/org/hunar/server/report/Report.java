package org.hunar.server.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.programme.Programme;

/**
 * The scored report of a programme at one moment.
 *
 * @param programme with the settings by which it was computed
 * @param generatedAt when it was computed
 * @param dataVersion rises with every change of the data; equal versions give equal figures
 * @param funnel of everybody, also where groups are left out
 * @param paired figures by scale and group
 */
public record Report(
        Programme programme,
        Instant generatedAt,
        long dataVersion,
        Funnel funnel,
        PairedTable paired,
        List<Note> notes) {

    /** As a viewer may see it: without groups of fewer people than the programme wants, and those that reveal them. */
    Report forViewers() {
        int smallest = programme.minGroupSize();
        PairedTable shown = paired.forViewers(smallest);
        List<Note> kept = new ArrayList<>(notes);
        kept.removeIf(note -> note.group().filter(shown::lacks).isPresent());
        if (!shown.equals(paired)) {
            kept.add(Note.onReport(NoteCode.GROUPS_LEFT_OUT, smallest));
        }
        return new Report(programme, generatedAt, dataVersion, funnel, shown, kept);
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("programme", programme.code().value());
        json.put("generated_at", Timestamps.format(generatedAt));
        json.put("data_version", dataVersion);
        json.put("policy", policy());
        json.put("funnel", funnel.toJson());
        json.put("paired", paired.byScale());
        json.put("notes", notes.stream().map(Note::toJson).toList());
        return json;
    }

    private Map<String, Object> policy() {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("pre", programme.prePolicy().name());
        policy.put("post", programme.postPolicy().name());
        return policy;
    }
}
