package org.hunar.server.report.statistics;

import org.hunar.model.scoring.Bands;
import org.hunar.model.scoring.Percent;

/** How many went up or down: by any amount, by more than chance, from band to band, over the mastery cut. */
final class Change {
    private Change() {}

    /** {@code {improved, unchanged, declined, pct_*}}. */
    static Figures direction(Pairs pairs) {
        long improved = pairs.people(cell -> pairs.gainKey(cell) > 0);
        long declined = pairs.people(cell -> pairs.gainKey(cell) < 0);
        long unchanged = pairs.people() - improved - declined;
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
    static Figures reliable(Pairs pairs, double reliability, double preSd) {
        double sem = preSd * Math.sqrt(1 - reliability);
        double sDiff = Math.sqrt(2) * sem;
        Figures figures =
                new Figures().put("reliability", reliability).put("sem", sem).put("s_diff", sDiff);
        if (!(sDiff > 0)) {
            return figures.putNulls("threshold", "improved", "no_reliable_change", "deteriorated");
        }
        long limit = Percent.key9(Tails.Z_975);
        long improved = pairs.people(cell -> Percent.key9(pairs.gain(cell) / sDiff) > limit);
        long deteriorated = pairs.people(cell -> Percent.key9(pairs.gain(cell) / sDiff) < -limit);
        return figures.put("threshold", Tails.Z_975 * sDiff)
                .put("improved", improved)
                .put("no_reliable_change", pairs.people() - improved - deteriorated)
                .put("deteriorated", deteriorated);
    }

    /** Counts by band before and after, and the transition matrix. */
    static Figures bands(Pairs pairs, Bands bands) {
        int count = bands.labels().size();
        long[][] transitions = new long[count][count];
        long up = 0;
        long down = 0;
        for (int cell = 0; cell < pairs.size(); cell++) {
            int from = bands.level(pairs.pre(cell));
            int to = bands.level(pairs.post(cell));
            transitions[from][to] += pairs.people(cell);
            up += to > from ? pairs.people(cell) : 0;
            down += to < from ? pairs.people(cell) : 0;
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
                .put("same", pairs.people() - up - down)
                .put("moved_down", down);
    }

    /** Masters before and after, with McNemar's test of those who changed sides. */
    static Figures mastery(Pairs pairs, Bands bands) {
        long gained = 0;
        long lost = 0;
        long kept = 0;
        for (int cell = 0; cell < pairs.size(); cell++) {
            boolean before = bands.mastered(pairs.pre(cell)).orElseThrow();
            boolean after = bands.mastered(pairs.post(cell)).orElseThrow();
            gained += !before && after ? pairs.people(cell) : 0;
            lost += before && !after ? pairs.people(cell) : 0;
            kept += before && after ? pairs.people(cell) : 0;
        }
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
                .put("never", pairs.people() - gained - lost - kept)
                .put("mcnemar_chi2", chi2)
                .put("mcnemar_p", Tails.chiSquared1(chi2))
                .put(
                        "mcnemar_p_exact",
                        Tails.fairCoin(Math.toIntExact(Math.min(gained, lost)), Math.toIntExact(gained + lost)));
    }

    /** With continuity correction, but 0 when as many won as lost (R's rule). */
    private static double mcNemar(long gained, long lost) {
        double corrected = gained == lost ? 0 : Math.abs(gained - lost) - 1.0;
        return corrected * corrected / (gained + lost);
    }

    private static double percent(long count, Pairs pairs) {
        return 100.0 * count / pairs.people();
    }
}
