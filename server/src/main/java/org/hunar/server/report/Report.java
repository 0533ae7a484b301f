package org.hunar.server.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.server.report.state.Basis;

/**
 * The scored report of a programme at one moment.
 *
 * @param programme with the settings by which it was computed
 * @param generatedAt when it was computed
 * @param dataVersion rises with every change of the data; equal versions give equal figures
 * @param funnel of everybody, and by group
 * @param paired figures by scale and group
 * @param ancova adjusted gains by scale; empty with fewer than two groups
 * @param pareto what is still missing to the targets, skill by skill
 * @param basis by which keys was scored, and which phase was compared with the PRE
 */
public record Report(
        Programme programme,
        Instant generatedAt,
        long dataVersion,
        Funnel funnel,
        PairedTable paired,
        Map<String, Object> ancova,
        Map<String, Object> pareto,
        List<Note> notes,
        Basis basis) {

    /**
     * As a viewer may see it: without groups of fewer people than the programme wants, and those that reveal them. The
     * comparison of all groups goes when one of them does, the priorities when everybody together are too few. How many
     * failed is told to managers only, since these are mostly a few.
     */
    Report forViewers() {
        int smallest = programme.minGroupSize();
        PairedTable shown = paired.forViewers(smallest);
        List<Note> kept = new ArrayList<>(notes);
        kept.removeIf(note -> note.code() == NoteCode.CRITICAL_FAILED
                || note.group().filter(shown::lacks).isPresent());
        if (!shown.equals(paired) || !funnel.forViewers(smallest).equals(funnel)) {
            kept.add(Note.onReport(NoteCode.GROUPS_LEFT_OUT, smallest));
        }
        boolean allGroups = shown.groups().equals(paired.groups());
        return new Report(
                programme,
                generatedAt,
                dataVersion,
                funnel.forViewers(smallest),
                shown,
                allGroups ? ancova : Map.of(),
                shown.overall().isEmpty() ? Map.of() : pareto,
                kept,
                basis);
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("programme", programme.code().value());
        json.put("generated_at", Timestamps.format(generatedAt));
        json.put("data_version", dataVersion);
        basis.keyVersion().ifPresent(version -> json.put("key_version", version));
        if (basis.after() != Phase.POST) {
            json.put("post_phase", basis.after().name());
        }
        json.put("policy", policy());
        json.put("funnel", funnel.toJson());
        json.put("paired", paired.byScale());
        json.put("ancova", ancova);
        json.put("pareto", pareto);
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
