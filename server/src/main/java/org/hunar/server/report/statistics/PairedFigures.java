package org.hunar.server.report.statistics;

import org.hunar.model.scoring.Bands;

/** The figures of one row of the report, from its pairs alone. */
final class PairedFigures {
    private PairedFigures() {}

    /** @param reliability r_xx for the reliable change; NaN when unknown */
    static Figures of(Pairs pairs, Bands bands, double reliability) {
        Frequencies pre = pairs.pre();
        Frequencies post = pairs.post();
        Frequencies gains = pairs.gains();
        double preSd = pre.sd();
        double r = pairs.correlation();
        Figures figures = new Figures()
                .put("n_paired", pairs.people())
                .put("pre", pre.describe())
                .put("post", post.describe())
                .put("r_pre_post", r)
                .put("gain", gain(gains))
                .put("t_test", tTest(gains))
                .put("wilcoxon", WilcoxonTest.of(pairs))
                .put("effect", EffectSizes.of(gains.mean(), gains.sd(), preSd, post.sd(), r, pairs.people()))
                .put("normalised_gain", NormalisedGain.of(pairs))
                .put("change", Change.direction(pairs))
                .put("rci", Change.reliable(pairs, reliability, preSd));
        if (bands.cuts().isEmpty()) {
            figures.putNulls("bands");
        } else {
            figures.put("bands", Change.bands(pairs, bands));
        }
        return bands.mastery().isEmpty()
                ? figures.putNulls("mastery")
                : figures.put("mastery", Change.mastery(pairs, bands));
    }

    private static Figures gain(Frequencies gains) {
        double mean = gains.mean();
        double se = standardError(gains);
        double margin = se == 0 ? 0 : Tails.student975(gains.people() - 1.0) * se;
        return new Figures()
                .put("mean", mean)
                .put("sd", gains.sd())
                .put("se", se)
                .put("median", gains.median())
                .put("min", gains.min())
                .put("max", gains.max())
                .put("ci95_low", mean - margin)
                .put("ci95_high", mean + margin);
    }

    private static Figures tTest(Frequencies gains) {
        double se = standardError(gains);
        double t = se == 0 ? Double.NaN : gains.mean() / se;
        Figures figures = new Figures().put("t", t);
        if (gains.people() == 0) {
            figures.putNulls("df");
        } else {
            figures.put("df", gains.people() - 1);
        }
        return figures.put("p", Tails.student(t, gains.people() - 1.0));
    }

    private static double standardError(Frequencies gains) {
        return gains.sd() / Math.sqrt(gains.people());
    }
}
