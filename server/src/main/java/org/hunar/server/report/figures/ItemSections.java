package org.hunar.server.report.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.hunar.model.programme.Phase;
import org.hunar.server.report.statistics.Equating;
import org.hunar.server.report.statistics.ItemSheets;

/**
 * The sections that look at items: over the chosen attempts of one phase, PRE unless there is only POST.
 */
final class ItemSections {
    private ItemSections() {}

    /**
     * Item analysis of each scale. With both phases in the input each scale also stands there as {@code <scale>_pre} and
     * {@code <scale>_post}.
     */
    static Map<String, Object> items(CaseData data) {
        List<Phase> phases = data.phases();
        Map<Phase, Map<String, Object>> byPhase = new LinkedHashMap<>();
        phases.forEach(phase -> byPhase.put(phase, data.chosen(phase).analysis()));
        Map<String, Object> byScale = new LinkedHashMap<>();
        byPhase.get(phases.get(0)).forEach((scale, figures) -> {
            byScale.put(scale, figures);
            if (phases.size() > 1) {
                byPhase.forEach((phase, scales) ->
                        byScale.put(scale + "_" + phase.name().toLowerCase(Locale.ROOT), scales.get(scale)));
            }
        });
        return byScale;
    }

    /** Options of the single-choice items. */
    static Map<String, Object> distractors(CaseData data) {
        data.answerSheets();
        return sheets(data).distractors();
    }

    static Map<String, Object> rasch(CaseData data) {
        return refused("rasch", () -> sheets(data).rasch().figures());
    }

    /** The POST form on the scale of the PRE form. */
    static Map<String, Object> equating(CaseData data) {
        return refused(
                "equating",
                () -> Equating.of(
                        data.chosen(Phase.PRE).rasch(), data.chosen(Phase.POST).rasch()));
    }

    /** Says of which section it is that a model cannot be estimated. */
    private static Map<String, Object> refused(String section, Supplier<Map<String, Object>> figures) {
        try {
            return figures.get();
        } catch (IllegalArgumentException e) {
            throw InputException.in("section " + section, e.getMessage());
        }
    }

    /** Items on which the two groups differ at the same total; items with part points are passed over. */
    static Map<String, Object> dif(CaseData data) {
        CaseSettings.Dif groups = data.difGroups();
        return sheets(data).dif(groups.reference(), groups.focal());
    }

    private static ItemSheets sheets(CaseData data) {
        return data.chosen(data.phases().get(0));
    }
}
