package org.hunar.server.report.statistics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.scoring.Bands;
import org.hunar.model.scoring.Percent;

/** How many went up or down: by any amount, by more than chance, from band to band, over the mastery cut. */
final class Change {
    private Change() {}

    /** {@code {improved, unchanged, declined, pct_*}}. */
    static Figures direction(List<Pair> pairs) {
        long improved = pairs.stream().filter(pair -> pair.gainKey() > 0).count();
        long declined = pairs.stream().filter(pair -> pair.gainKey() < 0).count();
        long unchanged = pairs.size() - improved - declined;
        return new Figures()
                .put("improved", improved)
                .put("unchanged", unchanged)
                .put("declined", declined)
                .put("pct_improved", percent(improved, pairs))
                .put("pct_unchanged", percent(unchanged, pairs))
                .put("pct_declined", percent(declined, pairs));
    }

    /**
     * Reliable change (Jacobson & Truax 1991): gains larger than the measurement error of a difference explains.
     *
     * @param reliability r_xx; NaN when unknown
     * @param preSd SD of pre
     */
    static Figures reliable(List<Pair> pairs, double reliability, double preSd) {
        double sem = preSd * Math.sqrt(1 - reliability);
        double sDiff = Math.sqrt(2) * sem;
        Figures figures =
                new Figures().put("reliability", reliability).put("sem", sem).put("s_diff", sDiff);
        if (!(sDiff > 0)) {
            return figures.putNulls("threshold", "improved", "no_reliable_change", "deteriorated");
        }
        long limit = Percent.key9(Tails.Z_975);
        long improved = pairs.stream()
                .filter(pair -> Percent.key9(pair.gain() / sDiff) > limit)
                .count();
        long deteriorated = pairs.stream()
                .filter(pair -> Percent.key9(pair.gain() / sDiff) < -limit)
                .count();
        return figures.put("threshold", Tails.Z_975 * sDiff)
                .put("improved", improved)
                .put("no_reliable_change", pairs.size() - improved - deteriorated)
                .put("deteriorated", deteriorated);
    }

    /** Counts by band before and after, and the transition matrix. */
    static Figures bands(List<Pair> pairs, Bands bands) {
        int count = bands.labels().size();
        long[][] transitions = new long[count][count];
        long up = 0;
        long down = 0;
        for (Pair pair : pairs) {
            int from = bands.level(pair.pre());
            int to = bands.level(pair.post());
            transitions[from][to]++;
            up += to > from ? 1 : 0;
            down += to < from ? 1 : 0;
        }
        Figures pre = new Figures();
        Figures post = new Figures();
        Figures transition = new Figures();
        for (int i = 0; i < count; i++) {
            Figures row = new Figures();
            long before = 0;
            long after = 0;
            for (int j = 0; j < count; j++) {
                row.put(bands.labels().get(j), transitions[i][j]);
                before += transitions[i][j];
                after += transitions[j][i];
            }
            pre.put(bands.labels().get(i), before);
            post.put(bands.labels().get(i), after);
            transition.put(bands.labels().get(i), row);
        }
        return new Figures()
                .put("pre", pre)
                .put("post", post)
                .put("transition", transition)
                .put("moved_up", up)
                .put("same", pairs.size() - up - down)
                .put("moved_down", down);
    }

    /** Masters before and after, with McNemar's test of those who changed sides. */
    static Figures mastery(List<Pair> pairs, Bands bands) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            boolean before = bands.mastered(pair.pre()).orElseThrow();
            boolean after = bands.mastered(pair.post()).orElseThrow();
            counts.merge(before ? after ? "kept" : "lost" : after ? "gained" : "never", 1, Integer::sum);
        }
        int gained = counts.getOrDefault("gained", 0);
        int lost = counts.getOrDefault("lost", 0);
        int kept = counts.getOrDefault("kept", 0);
        double chi2 = mcNemar(gained, lost);
        return new Figures()
                .put("cut", bands.mastery().orElseThrow().doubleValue())
                .put("pre_masters", kept + lost)
                .put("post_masters", kept + gained)
                .put("pct_pre", percent(kept + lost, pairs))
                .put("pct_post", percent(kept + gained, pairs))
                .put("gained", gained)
                .put("lost", lost)
                .put("kept", kept)
                .put("never", counts.getOrDefault("never", 0))
                .put("mcnemar_chi2", chi2)
                .put("mcnemar_p", Tails.chiSquared1(chi2))
                .put("mcnemar_p_exact", Tails.fairCoin(Math.min(gained, lost), gained + lost));
    }

    /** With continuity correction, but 0 when as many won as lost (R's rule). */
    private static double mcNemar(int gained, int lost) {
        double corrected = gained == lost ? 0 : Math.abs(gained - lost) - 1.0;
        return corrected * corrected / (gained + lost);
    }

    private static double percent(long count, List<Pair> pairs) {
        return 100.0 * count / pairs.size();
    }
}
