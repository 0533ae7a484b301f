package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.core.Sum;

/**
 * Gains of groups adjusted for where they started: post on pre and group with a common slope, contrasts against a
 * reference group, and the test whether the slopes are the same. Groups that chose themselves are not made comparable by
 * it (Lord's paradox).
 */
public final class Ancova {
    /** One group's pairs and their sums of squares and products of deviations from the group's means. */
    private record Group(String name, Pairs pairs, double meanPre, double meanPost, double squares, double products) {
        static Group of(String name, Pairs pairs) {
            return new Group(
                    name, pairs, pairs.pre().mean(), pairs.post().mean(), pairs.preSquares(), pairs.products());
        }

        long size() {
            return pairs.people();
        }

        /**
         * Sum of squared residuals from a line of this slope through the group's means. On a line that fits exactly they
         * are 0, and not what rounding leaves: no t and no F is told of those.
         */
        double residualSquares(double slope) {
            Sum sum = Sum.create();
            for (int i = 0; i < pairs.size(); i++) {
                double residual = Sample.withoutRounding(pairs.post(i) - meanPost - slope * (pairs.pre(i) - meanPre));
                sum.addProduct(pairs.people(i) * residual, residual);
            }
            return sum.getAsDouble();
        }

        Sum sumOfPre() {
            Sum sum = Sum.create();
            for (int i = 0; i < pairs.size(); i++) {
                sum.addProduct(pairs.people(i), pairs.pre(i));
            }
            return sum;
        }
    }

    private final List<Group> groups;
    private final Group reference;
    private final long people;
    private final double squares;
    private final double slope;
    private final long df;
    private final double residualSd;
    private final double grandMeanPre;

    private Ancova(List<Group> groups, Group reference) {
        this.groups = groups;
        this.reference = reference;
        people = groups.stream().mapToLong(Group::size).sum();
        squares = sum(groups.stream().mapToDouble(Group::squares).toArray());
        slope = sum(groups.stream().mapToDouble(Group::products).toArray()) / squares;
        df = Math.max(0, people - groups.size() - 1);
        double rss = sum(groups.stream()
                .mapToDouble(group -> group.residualSquares(slope))
                .toArray());
        residualSd = df > 0 ? Math.sqrt(rss / df) : Double.NaN;
        Sum ofPre = Sum.create();
        groups.forEach(group -> ofPre.add(group.sumOfPre()));
        grandMeanPre = ofPre.getAsDouble() / people;
    }

    /** Skill or {@code *}, then the figures; over the pairs whose group is known. Empty with fewer than two groups. */
    public static Map<String, Object> compute(ReportSettings settings, ReportCounts counts) {
        Map<String, Object> byScale = new LinkedHashMap<>();
        for (String scale : counts.scales()) {
            List<Group> groups = groups(counts, scale);
            if (groups.size() > 1) {
                byScale.put(scale, of(groups, settings).figures().toMap());
            }
        }
        return byScale;
    }

    private static List<Group> groups(ReportCounts counts, String scale) {
        List<Group> groups = new ArrayList<>();
        for (String name : counts.groups()) {
            Pairs pairs = counts.pairs(scale, name);
            if (pairs.size() > 0) {
                groups.add(Group.of(name, pairs));
            }
        }
        return groups;
    }

    private static Ancova of(List<Group> groups, ReportSettings settings) {
        String wanted = settings.referenceGroup().orElse(groups.get(0).name());
        Group reference = groups.stream()
                .filter(group -> group.name().equals(wanted))
                .findFirst()
                .orElse(groups.get(0));
        return new Ancova(groups, reference);
    }

    private Figures figures() {
        List<Group> others = groups.stream().filter(group -> group != reference).toList();
        double groupF = groupF(others);
        Figures adjusted = new Figures();
        groups.forEach(group -> adjusted.put(group.name(), adjusted(group)));
        Figures contrasts = new Figures();
        others.forEach(group -> contrasts.put(group.name(), contrast(group)));
        return new Figures()
                .put("n", people)
                .put("reference", reference.name())
                .put("grand_mean_pre", grandMeanPre)
                .put("slope", slope)
                .put("slope_se", residualSd / Math.sqrt(squares))
                .put("residual_sd", residualSd)
                .put("residual_df", df)
                .put("group_f", groupF)
                .put("group_df", others.size())
                .put("group_p", Tails.f(groupF, others.size(), df))
                .putAll(slopesTest())
                .put("groups", adjusted)
                .put("contrasts", contrasts);
    }

    private Figures adjusted(Group group) {
        double distance = group.meanPre() - grandMeanPre;
        double post = group.meanPost() - slope * distance;
        return new Figures()
                .put("n", group.size())
                .put("mean_gain", group.pairs().gains().mean())
                .put("adjusted_post", post)
                .put("adjusted_post_se", residualSd * Math.sqrt(1.0 / group.size() + distance * distance / squares))
                .put("adjusted_gain", post - grandMeanPre);
    }

    private Figures contrast(Group group) {
        double difference = difference(group);
        double se = residualSd * Math.sqrt(scaledCovariance(group, group));
        double t = difference / se;
        double margin = Tails.student975(df) * se;
        return new Figures()
                .put("difference", difference)
                .put("se", se)
                .put("t", t)
                .put("p", Tails.student(t, df))
                .put("ci95_low", difference - margin)
                .put("ci95_high", difference + margin)
                .putAll(welch(group));
    }

    /** Adjusted difference between a group and the reference. */
    private double difference(Group group) {
        return group.meanPost() - reference.meanPost() - slope * (group.meanPre() - reference.meanPre());
    }

    /** Covariance of two groups' differences from the reference, in units of the residual variance. */
    private double scaledCovariance(Group one, Group other) {
        double own = one == other ? 1.0 / one.size() : 0;
        double distances = (one.meanPre() - reference.meanPre()) * (other.meanPre() - reference.meanPre());
        return own + 1.0 / reference.size() + distances / squares;
    }

    /** Unadjusted difference of the gains, with Welch's test for unequal variances. */
    private Figures welch(Group group) {
        double error = group.pairs().gains().variance() / group.size();
        double referenceError = reference.pairs().gains().variance() / reference.size();
        double both = error + referenceError;
        double difference =
                group.pairs().gains().mean() - reference.pairs().gains().mean();
        double t = both > 0 ? difference / Math.sqrt(both) : Double.NaN;
        double welchDf = both
                * both
                / (error * error / (group.size() - 1) + referenceError * referenceError / (reference.size() - 1));
        return new Figures()
                .put("gain_difference", difference)
                .put("welch_t", t)
                .put("welch_df", welchDf)
                .put("welch_p", Tails.student(t, welchDf));
    }

    /** From the differences and their covariance: a difference of residual sums would lose digits when F is tiny. */
    private double groupF(List<Group> others) {
        int size = others.size();
        double[] differences = others.stream().mapToDouble(this::difference).toArray();
        double[][] covariance = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                covariance[i][j] = scaledCovariance(others.get(i), others.get(j));
            }
        }
        if (!(squares > 0) || !(residualSd > 0)) {
            return Double.NaN;
        }
        double[] solved = Cholesky.of(covariance).solve(differences);
        return Sum.ofProducts(differences, solved).getAsDouble() / (residualSd * residualSd) / size;
    }

    /** Whether the slopes differ; a group whose members all started alike has none of its own. */
    private Figures slopesTest() {
        List<Group> sloped =
                groups.stream().filter(group -> group.squares() > 0).toList();
        int df1 = Math.max(0, sloped.size() - 1);
        long df2 = Math.max(0, people - groups.size() - sloped.size());
        Sum between = Sum.create();
        Sum within = Sum.create();
        for (Group group : groups) {
            boolean hasSlope = group.squares() > 0;
            double own = hasSlope ? group.products() / group.squares() : 0;
            within.add(group.residualSquares(own));
            between.add(hasSlope ? (own - slope) * (own - slope) * group.squares() : 0);
        }
        boolean defined = df1 > 0 && df2 > 0;
        double f = defined ? between.getAsDouble() / df1 / (within.getAsDouble() / df2) : Double.NaN;
        return new Figures()
                .put("slopes_f", f)
                .put("slopes_df1", df1)
                .put("slopes_df2", df2)
                .put("slopes_p", Tails.f(f, df1, df2));
    }

    private static double sum(double[] values) {
        return Sum.of(values).getAsDouble();
    }
}
