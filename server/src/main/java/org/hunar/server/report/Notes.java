package org.hunar.server.report;

import static org.hunar.server.report.PairedTable.object;
import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.scoring.Percent;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.report.statistics.ReportCounts;

/** Looks at finished figures and says what their reader should know. */
final class Notes {
    private final List<Note> notes = new ArrayList<>();

    private Notes() {}

    /**
     * @param figures as they are shown
     * @param counts of which they were made
     * @param pendingRatings assessments that wait for one
     */
    static List<Note> on(PairedTable figures, ReportCounts counts, FormsInUse forms, long pendingRatings) {
        Notes notes = new Notes();
        if (PairedTable.paired(figures.overall()) == 0) {
            notes.notes.add(Note.onReport(NoteCode.NO_PAIRS));
        }
        figures.onTotal().forEach(notes::people);
        figures.byScale()
                .forEach((scale, groups) -> notes.scores(scale, object(groups.get(ALL)), counts.of(scale, ALL)));
        if (forms.differ()) {
            notes.notes.add(Note.onReport(
                    NoteCode.FORMS_DIFFER, String.join(", ", forms.pre()), String.join(", ", forms.post())));
        }
        if (pendingRatings > 0) {
            notes.notes.add(Note.onReport(NoteCode.PENDING_RATING, pendingRatings));
        }
        return notes.notes;
    }

    /** Of a percent taken of a few people nothing follows, so a group must be large enough to be said to lose many. */
    private void people(String group, Map<String, Object> figures) {
        int paired = PairedTable.paired(figures);
        if (paired > 0 && isUnder(NoteCode.SMALL_N, paired)) {
            notes.add(Note.onGroup(NoteCode.SMALL_N, group, paired));
        }
        int pre = PairedTable.count(figures, "n_pre");
        if (group.equals(ALL) || !isUnder(NoteCode.SMALL_N, pre)) {
            double lost = percent(pre - paired, pre);
            if (!isUnder(NoteCode.ATTRITION, lost)) {
                notes.add(Note.onGroup(NoteCode.ATTRITION, group, Math.round(lost)));
            }
        }
    }

    private void scores(String scale, Map<String, Object> figures, JointCounts counts) {
        int paired = PairedTable.paired(figures);
        if (!scale.equals(ALL) && isUnder(NoteCode.SMALL_N, paired)) {
            return;
        }
        double ceiling = percent(PairedTable.count(object(figures.get("normalised_gain")), "n_at_ceiling"), paired);
        if (!isUnder(NoteCode.CEILING, ceiling)) {
            notes.add(Note.onScale(NoteCode.CEILING, ALL, scale, Math.round(ceiling)));
        }
        double floor = percent(withoutMarks(counts), paired);
        if (!isUnder(NoteCode.FLOOR, floor)) {
            notes.add(Note.onScale(NoteCode.FLOOR, ALL, scale, Math.round(floor)));
        }
        if (!isUnder(NoteCode.SMALL_N, paired)) {
            reliability(scale, figures);
        }
    }

    /** Of those who were assessed both times, those who had no marks at first. */
    private static long withoutMarks(JointCounts counts) {
        long[] found = {0};
        counts.forEach((pre, post, people) -> {
            boolean paired = !Double.isNaN(pre) && !Double.isNaN(post);
            found[0] += paired && Percent.key9(pre) == 0 ? people : 0;
        });
        return found[0];
    }

    private void reliability(String scale, Map<String, Object> figures) {
        double before = number(object(figures.get("rci")), "reliability");
        double sdPre = number(object(figures.get("pre")), "sd");
        double sdPost = number(object(figures.get("post")), "sd");
        double after = 1 - (1 - before) * sdPre * sdPre / (sdPost * sdPost);
        if (sdPost > 0 && after < before && isUnder(NoteCode.ALPHA_LOW_AFTER_TRAINING, after)) {
            double shown = Math.round(100 * Math.max(0, after)) / 100.0;
            notes.add(Note.onScale(NoteCode.ALPHA_LOW_AFTER_TRAINING, ALL, scale, shown));
        }
    }

    private static boolean isUnder(NoteCode code, double value) {
        return value < code.threshold().orElseThrow().doubleValue();
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    /** NaN where the figure is undefined: no comparison with it holds. */
    private static double number(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
