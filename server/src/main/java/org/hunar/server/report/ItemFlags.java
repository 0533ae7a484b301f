package org.hunar.server.report;

import static org.hunar.server.report.PairedTable.object;
import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hunar.model.programme.Phase;
import org.hunar.server.report.statistics.Distractors;

/** Looks at finished figures of items and says in words which of them somebody should read again (scoring §12). */
final class ItemFlags {
    private static final double EASY = 0.9;
    private static final double HARD = 0.2;
    private static final double LEAST_DISCRIMINATION = 0.2;
    private static final double LEAST_SHARE = 0.05;

    private final List<ItemRemark> found = new ArrayList<>();

    private ItemFlags() {}

    /**
     * @param items by scale
     * @param distractors by item
     */
    static List<ItemRemark> on(Map<String, Object> items, Map<String, Object> distractors, Phase phase) {
        ItemFlags flags = new ItemFlags();
        Map<String, Object> whole = object(items.get(ALL));
        object(whole.get("items")).forEach((item, figures) -> {
            flags.difficulty(item, number(object(figures), "difficulty_p"), phase);
            flags.discrimination(item, object(figures));
            flags.reliability(item, number(whole, "alpha"), number(object(figures), "alpha_if_deleted"));
            object(distractors.get(item))
                    .forEach((option, ofOption) -> flags.distractor(item, option, object(ofOption)));
        });
        return flags.found;
    }

    /** Items on which two groups differ largely. */
    static List<ItemRemark> onDif(Map<String, Object> dif, ItemQuestion.Pair pair) {
        List<ItemRemark> found = new ArrayList<>();
        dif.forEach((item, figures) -> {
            if ("C".equals(object(figures).get("ets_class"))) {
                found.add(ItemRemark.onItem(ItemRemarkCode.DIF_LARGE, item, pair.reference(), pair.focal()));
            }
        });
        return found;
    }

    private void difficulty(String item, double p, Phase phase) {
        if (p > EASY) {
            found.add(ItemRemark.onItem(ItemRemarkCode.TOO_EASY, item, percent(p)));
        }
        if (p > EASY && phase == Phase.PRE) {
            found.add(ItemRemark.onItem(ItemRemarkCode.KNOWN_BEFORE, item, percent(p)));
        }
        if (p < HARD) {
            found.add(ItemRemark.onItem(ItemRemarkCode.TOO_HARD, item, percent(p)));
        }
    }

    private void discrimination(String item, Map<String, Object> figures) {
        double d = number(figures, "discrimination_d");
        double r = number(figures, "item_rest_r");
        if (r < 0 || d < 0) {
            found.add(ItemRemark.onItem(ItemRemarkCode.NEGATIVE_DISCRIMINATION, item));
        } else if (d < LEAST_DISCRIMINATION || r < LEAST_DISCRIMINATION) {
            found.add(ItemRemark.onItem(ItemRemarkCode.LOW_DISCRIMINATION, item, decimals(d), decimals(r)));
        }
    }

    private void reliability(String item, double alpha, double alphaWithout) {
        if (alphaWithout > alpha) {
            found.add(ItemRemark.onItem(
                    ItemRemarkCode.ALPHA_RISES_WITHOUT, item, decimals(alpha), decimals(alphaWithout)));
        }
    }

    private void distractor(String item, String option, Map<String, Object> figures) {
        boolean isDistractor = Boolean.FALSE.equals(figures.get("is_key")) && !option.equals(Distractors.OMITTED);
        if (!isDistractor) {
            return;
        }
        double share = number(figures, "proportion");
        double r = number(figures, "point_biserial_rest");
        if (share < LEAST_SHARE) {
            found.add(ItemRemark.onOption(ItemRemarkCode.DISTRACTOR_UNUSED, item, option, percent(share)));
        } else if (r > 0) {
            found.add(ItemRemark.onOption(ItemRemarkCode.DISTRACTOR_ATTRACTS_STRONG, item, option, decimals(r)));
        }
    }

    /** NaN where the figure is undefined: no comparison with it holds. */
    static double number(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static String percent(double share) {
        return String.valueOf(Math.round(100 * share));
    }

    static String decimals(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
