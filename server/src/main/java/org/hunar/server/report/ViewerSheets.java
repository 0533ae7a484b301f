package org.hunar.server.report;

import static org.hunar.server.report.PairedTable.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hunar.server.report.statistics.ItemSheets;

/**
 * Of whom the figures of items may tell to a viewer: never of fewer people than the programme wants, be it that a figure
 * is theirs alone or that it is the difference of two figures.
 *
 * @param sheets of those people; of nobody when nothing may be told
 * @param notes on what was left out
 */
record ViewerSheets(ItemSheets sheets, List<ItemRemark> notes) {
    /** Figures that tell of the scores of those who chose an option. */
    private static final List<String> SCORES_OF_CHOOSERS =
            List.of("mean_total", "point_biserial_rest", "upper", "lower");

    /** Nothing is left out. */
    static ViewerSheets all(ItemSheets sheets) {
        return new ViewerSheets(sheets, List.of());
    }

    /** @param smallest people of whom a figure may tell */
    static ViewerSheets of(ItemSheets sheets, int smallest) {
        List<ItemRemark> notes = new ArrayList<>();
        Set<String> rare = sheets.peopleByItem().entrySet().stream()
                .filter(item -> item.getValue() < smallest)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        ItemSheets shown = rare.isEmpty() ? sheets : sheets.withItems(item -> !rare.contains(item));
        if (shown.peopleThatFiguresTellOf().stream().anyMatch(people -> people > 0 && people < smallest)) {
            shown = shown.complete();
            notes.add(ItemRemark.onWhole(ItemRemarkCode.COMPLETE_CASES_ONLY));
        }
        boolean tooFew = shown.people() < smallest;
        if (sheets.people() > 0 && (tooFew || !rare.isEmpty())) {
            notes.add(ItemRemark.onWhole(ItemRemarkCode.TOO_FEW_TO_SHOW, smallest));
        }
        return new ViewerSheets(tooFew ? shown.ofGroups(group -> false) : shown, notes);
    }

    /** Nothing of the scores of those who chose an option that few chose, nor of one that would tell it. */
    static Map<String, Object> withoutScoresOfFew(Map<String, Object> distractors, int smallest) {
        Map<String, Object> shown = new LinkedHashMap<>();
        distractors.forEach((item, options) -> shown.put(item, optionsOfMany(object(options), smallest)));
        return shown;
    }

    private static Map<String, Object> optionsOfMany(Map<String, Object> options, int smallest) {
        Map<String, Integer> choosers = new TreeMap<>();
        options.forEach((option, figures) -> choosers.put(option, PairedTable.count(object(figures), "count")));
        choosers.values().removeIf(count -> count == 0);
        Set<String> few = SmallGroups.toLeaveOut(choosers, smallest);
        Map<String, Object> shown = new LinkedHashMap<>();
        options.forEach((option, figures) -> {
            Map<String, Object> copy = object(figures);
            if (few.contains(option)) {
                copy.replaceAll((name, value) -> SCORES_OF_CHOOSERS.contains(name) ? null : value);
            }
            shown.put(option, copy);
        });
        return shown;
    }
}
