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

    /**
     * What one person chose.
     *
     * @param option empty when the item was left blank
     * @param points on this item
     * @param total over the whole scale
     */
    public record Choice(Optional<String> option, double points, double total) {}

    private Distractors() {}

    /**
     * @param options of the item, in the order of the form
     * @param key the right one
     * @param choices of complete cases
     * @return option to {@code {count, proportion, is_key, mean_total, point_biserial_rest, upper, lower}}
     */
    public static Map<String, Object> of(List<String> options, String key, List<Choice> choices) {
        Figures byOption = new Figures();
        for (String option : options) {
            byOption.put(option, option(Optional.of(option), option.equals(key), choices));
        }
        if (choices.stream().anyMatch(choice -> choice.option().isEmpty())) {
            byOption.put(OMITTED, option(Optional.empty(), false, choices));
        }
        return byOption.toMap();
    }

    private static Figures option(Optional<String> option, boolean isKey, List<Choice> choices) {
        double[] chosen = choices.stream()
                .mapToDouble(choice -> choice.option().equals(option) ? 1 : 0)
                .toArray();
        double[] totals = choices.stream().mapToDouble(Choice::total).toArray();
        double[] rest = choices.stream()
                .mapToDouble(choice -> choice.total() - choice.points())
                .toArray();
        double[] totalsOfChoosers = choices.stream()
                .filter(choice -> choice.option().equals(option))
                .mapToDouble(Choice::total)
                .toArray();
        Figures figures = new Figures()
                .put("count", totalsOfChoosers.length)
                .put("proportion", Arrays.stream(chosen).sum() / chosen.length)
                .put("is_key", isKey)
                .put("mean_total", Sample.mean(totalsOfChoosers))
                .put("point_biserial_rest", Sample.correlation(chosen, rest));
        if (choices.isEmpty()) {
            return figures.putNulls("upper", "lower");
        }
        ExtremeGroups groups = new ExtremeGroups(totals);
        return figures.put("upper", groups.upperSum(chosen)).put("lower", groups.lowerSum(chosen));
    }
}
