package org.hunar.server.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.server.report.statistics.ScoredAssessment;

/** Looks at finished figures and says what their reader should know. */
final class Notes {
    /** Pairs under which figures are called indicative. */
    private static final int FEW_PAIRS = 10;
    /** Percent of those with a baseline who may be lost before the gain is called doubtful. */
    private static final double TOLERABLE_LOSS = 20;
    /** Percent at full marks at which an instrument has a ceiling effect (Terwee et al. 2007). */
    private static final double CEILING_SHARE = 15;

    private Notes() {}

    static List<Note> on(PairedTable figures, long pendingRatings) {
        List<Note> notes = new ArrayList<>();
        Map<String, Object> overall = figures.overall();
        int paired = PairedTable.paired(overall);
        if (paired == 0) {
            notes.add(Note.onReport(NoteCode.NO_PAIRS));
        }
        figures.onTotal().forEach((group, ofGroup) -> {
            int pairs = PairedTable.paired(ofGroup);
            if (pairs > 0 && pairs < FEW_PAIRS) {
                notes.add(Note.onGroup(NoteCode.SMALL_N, group, pairs));
            }
        });
        addIfOver(notes, NoteCode.ATTRITION, TOLERABLE_LOSS, lost(overall), PairedTable.count(overall, "n_pre"));
        addIfOver(notes, NoteCode.CEILING, CEILING_SHARE, atCeiling(overall), paired);
        if (pendingRatings > 0) {
            notes.add(Note.onReport(NoteCode.PENDING_RATING, pendingRatings));
        }
        return notes;
    }

    private static void addIfOver(List<Note> notes, NoteCode code, double limit, int part, int whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        if (percent >= limit) {
            notes.add(Note.onGroup(code, ScoredAssessment.ALL, Math.round(percent)));
        }
    }

    private static int lost(Map<String, Object> figures) {
        return PairedTable.count(figures, "n_pre") - PairedTable.paired(figures);
    }

    private static int atCeiling(Map<String, Object> figures) {
        return PairedTable.count(PairedTable.object(figures.get("normalised_gain")), "n_at_ceiling");
    }
}
