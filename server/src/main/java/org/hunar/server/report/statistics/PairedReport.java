package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.server.report.statistics.Pairing.Person;

/** The paired pre/post figures: by skill and total, by group and everybody. */
public final class PairedReport {
    /** Estimates the reliability of a scale from the chosen PRE assessments, for programmes that set none. */
    @FunctionalInterface
    public interface Reliability {
        /**
         * @param scale a skill, or {@link ScoredAssessment#ALL}
         * @return r_xx, or NaN when it cannot be told
         */
        double of(String scale, Collection<ScoredAssessment> chosenPre);
    }

    private final Pairing pairing;
    private final Reliability reliability;

    private PairedReport(Pairing pairing, Reliability reliability) {
        this.pairing = pairing;
        this.reliability = reliability;
    }

    /**
     * Figures from scores alone; without {@code rciReliability} there is no reliable change.
     *
     * @return skill or {@code *}, then group or {@code *}, then the figures
     */
    public static Map<String, Object> compute(ReportSettings settings, Collection<ScoredAssessment> assessments) {
        return compute(Pairing.of(settings, assessments), (scale, chosen) -> Double.NaN);
    }

    /** As above, over attempts already chosen; the reliability is asked only when the settings name none. */
    public static Map<String, Object> compute(Pairing pairing, Reliability reliability) {
        return new PairedReport(pairing, reliability).compute();
    }

    private Map<String, Object> compute() {
        Map<String, Object> byScale = new LinkedHashMap<>();
        for (String scale : pairing.scales()) {
            double r = pairing.settings().rciReliability().orElseGet(() -> estimate(scale));
            Map<String, Object> byGroup = new LinkedHashMap<>();
            for (String group : pairing.groupRows()) {
                byGroup.put(group, row(scale, group, r).toMap());
            }
            byScale.put(scale, byGroup);
        }
        return byScale;
    }

    private double estimate(String scale) {
        List<ScoredAssessment> chosenPre = pairing.people().stream()
                .flatMap(person -> person.pre().stream())
                .toList();
        return reliability.of(scale, chosenPre);
    }

    private Figures row(String scale, String group, double reliabilityOfScale) {
        List<Pair> pairs = new ArrayList<>();
        List<Double> preOnly = new ArrayList<>();
        List<Double> postOnly = new ArrayList<>();
        for (Person person : pairing.people()) {
            if (person.isIn(group)) {
                var pre = person.pre(scale);
                var post = person.post(scale);
                if (pre.isPresent() && post.isPresent()) {
                    pairs.add(new Pair(pre.get(), post.get()));
                } else {
                    pre.ifPresent(preOnly::add);
                    post.ifPresent(postOnly::add);
                }
            }
        }
        return new Figures()
                .put("n_pre", pairs.size() + preOnly.size())
                .put("n_post", pairs.size() + postOnly.size())
                .putAll(PairedFigures.of(pairs, pairing.settings().bands(), reliabilityOfScale))
                .put(
                        "unpaired",
                        new Figures().put("pre_only", unpaired(preOnly)).put("post_only", unpaired(postOnly)));
    }

    private static Figures unpaired(List<Double> percents) {
        double[] values = percents.stream().mapToDouble(Double::doubleValue).toArray();
        return new Figures()
                .put("n", values.length)
                .put("mean", Sample.mean(values))
                .put("sd", Sample.sd(values));
    }
}
