package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How each option of a single-choice item works: a distractor that works is chosen by some, and by the weak rather than
 * the strong.
 */
public final class Distractors {
    /** The name under which blanks are counted, when there are any. */
    public static final String OMITTED = "OMITTED";

    private final String[] chosen;
    private final double[] totals;
    private final double[] rest;
    private final Optional<ExtremeGroups> extremes;

    private Distractors(String[] chosen, double[] points, double[] totals, Optional<ExtremeGroups> extremes) {
        this.chosen = chosen;
        this.totals = totals;
        this.extremes = extremes;
        this.rest = new double[totals.length];
        Arrays.setAll(rest, person -> totals[person] - points[person]);
    }

    /**
     * @param options of the item, in the order of the form
     * @param key the right one
     * @param chosen option by person, of complete cases; null where the item was left blank
     * @param points on the item, by person
     * @param totals over the whole scale, by person
     * @param extremes of those totals; empty with nobody
     * @return option to {@code {count, proportion, is_key, mean_total, point_biserial_rest, upper, lower}}
     */
    static Map<String, Object> of(
            List<String> options,
            String key,
            String[] chosen,
            double[] points,
            double[] totals,
            Optional<ExtremeGroups> extremes) {
        Distractors item = new Distractors(chosen, points, totals, extremes);
        Figures byOption = new Figures();
        for (String option : options) {
            byOption.put(option, item.option(option, option.equals(key)));
        }
        if (Arrays.stream(chosen).anyMatch(option -> option == null)) {
            byOption.put(OMITTED, item.option(null, false));
        }
        return byOption.toMap();
    }

    private Figures option(String option, boolean isKey) {
        double[] chooses = new double[chosen.length];
        double[] totalsOfChoosers = new double[chosen.length];
        int count = 0;
        for (int person = 0; person < chosen.length; person++) {
            if (option == null ? chosen[person] == null : option.equals(chosen[person])) {
                chooses[person] = 1;
                totalsOfChoosers[count] = totals[person];
                count++;
            }
        }
        Figures figures = new Figures()
                .put("count", count)
                .put("proportion", count / (double) chosen.length)
                .put("is_key", isKey)
                .put("mean_total", Sample.mean(Arrays.copyOf(totalsOfChoosers, count)))
                .put("point_biserial_rest", Sample.correlation(chooses, rest));
        return extremes.map(
                        groups -> figures.put("upper", groups.upperSum(chooses)).put("lower", groups.lowerSum(chooses)))
                .orElseGet(() -> figures.putNulls("upper", "lower"));
    }
}
