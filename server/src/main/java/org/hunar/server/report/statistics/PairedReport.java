package org.hunar.server.report.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hunar.model.scoring.Bands;

/** The paired pre/post figures: by skill and total, by group and everybody. */
public final class PairedReport {
    private PairedReport() {}

    /**
     * @param reliability r_xx of a skill or {@code *}, for programmes that set none, such as alpha of the pre form; NaN
     *     when it cannot be told
     * @return skill or {@code *}, then group or {@code *}, then the figures
     */
    public static Map<String, Object> compute(
            ReportSettings settings, ReportCounts counts, ToDoubleFunction<String> reliability) {
        Map<String, Object> byScale = new LinkedHashMap<>();
        for (String scale : counts.scales()) {
            double r = settings.rciReliability().orElseGet(() -> reliability.applyAsDouble(scale));
            Map<String, Object> byGroup = new LinkedHashMap<>();
            for (String group : counts.rows()) {
                byGroup.put(
                        group,
                        row(counts.of(scale, group), counts.pairs(scale, group), settings.bands(), r)
                                .toMap());
            }
            byScale.put(scale, byGroup);
        }
        return byScale;
    }

    private static Figures row(JointCounts counts, Pairs pairs, Bands bands, double reliability) {
        Frequencies preOnly = counts.preOnly();
        Frequencies postOnly = counts.postOnly();
        return new Figures()
                .put("n_pre", pairs.people() + preOnly.people())
                .put("n_post", pairs.people() + postOnly.people())
                .putAll(PairedFigures.of(pairs, bands, reliability))
                .put(
                        "unpaired",
                        new Figures().put("pre_only", unpaired(preOnly)).put("post_only", unpaired(postOnly)));
    }

    private static Figures unpaired(Frequencies percents) {
        return new Figures()
                .put("n", percents.people())
                .put("mean", percents.mean())
                .put("sd", percents.sd());
    }
}
