package org.hunar.server.report.statistics;

import java.util.List;
import org.hunar.model.scoring.Bands;

/** The figures of one row of the report, from its pairs alone. */
final class PairedFigures {
    private PairedFigures() {}

    /** @param reliability r_xx for the reliable change; NaN when unknown */
    static Figures of(List<Pair> pairs, Bands bands, double reliability) {
        double[] pre = Pair.values(pairs, Pair::pre);
        double[] post = Pair.values(pairs, Pair::post);
        double[] gains = Pair.values(pairs, Pair::gain);
        double preSd = Sample.sd(pre);
        double r = Sample.correlation(pre, post);
        long[] gainKeys = pairs.stream().mapToLong(Pair::gainKey).toArray();
        Figures figures = new Figures()
                .put("n_paired", pairs.size())
                .put("pre", Sample.describe(pre))
                .put("post", Sample.describe(post))
                .put("r_pre_post", r)
                .put("gain", gain(gains))
                .put("t_test", tTest(gains))
                .put("wilcoxon", WilcoxonTest.of(gainKeys))
                .put(
                        "effect",
                        EffectSizes.of(Sample.mean(gains), Sample.sd(gains), preSd, Sample.sd(post), r, pairs.size()))
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

    private static Figures gain(double[] gains) {
        double mean = Sample.mean(gains);
        double se = standardError(gains);
        double margin = se == 0 ? 0 : Tails.student975(gains.length - 1.0) * se;
        return new Figures()
                .put("mean", mean)
                .put("sd", Sample.sd(gains))
                .put("se", se)
                .put("median", Sample.median(gains))
                .put("min", Sample.min(gains))
                .put("max", Sample.max(gains))
                .put("ci95_low", mean - margin)
                .put("ci95_high", mean + margin);
    }

    private static Figures tTest(double[] gains) {
        double se = standardError(gains);
        double t = se == 0 ? Double.NaN : Sample.mean(gains) / se;
        Figures figures = new Figures().put("t", t);
        if (gains.length == 0) {
            figures.putNulls("df");
        } else {
            figures.put("df", gains.length - 1);
        }
        return figures.put("p", Tails.student(t, gains.length - 1.0));
    }

    private static double standardError(double[] gains) {
        return Sample.sd(gains) / Math.sqrt(gains.length);
    }
}
