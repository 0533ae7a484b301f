package org.hunar.server.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.server.report.statistics.ItemSheets;
import org.hunar.server.report.statistics.RaterAgreement;

/**
 * How far the raters of a form's free texts and observed works agree: all works together, where they are rated on one
 * scale, and item by item. A work counts that two or more rated. Where some have more ratings than others, only as many of
 * each are compared as all have, the first ones: a third rating mostly settles what two disagreed on.
 */
final class RaterFigures {
    private static final String KAPPA = "kappa";
    private static final String ICC = "icc";

    private RaterFigures() {}

    /**
     * @param smallest works of which figures may tell; 1 when everything may be told
     * @return {@code {kappa, icc, items: {item: {kappa, icc}}}}, null where there is nothing to compare; empty when no work
     *     has two ratings
     */
    static Map<String, Object> of(ItemSheets sheets, int smallest) {
        Map<ItemSheets.Item, List<List<BigDecimal>>> works = sheets.ratedWorks();
        if (works.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> byItem = new LinkedHashMap<>();
        Set<ItemSheets.Scale> scales = new HashSet<>();
        List<List<BigDecimal>> all = new ArrayList<>();
        boolean fewAreHidden = false;
        for (Map.Entry<ItemSheets.Item, List<List<BigDecimal>>> item : works.entrySet()) {
            ItemSheets.Scale scale = item.getKey().rated().orElseThrow();
            scales.add(scale);
            all.addAll(item.getValue());
            if (item.getValue().size() < smallest) {
                fewAreHidden = true;
            } else {
                byItem.put(item.getKey().code(), figures(scale, item.getValue()));
            }
        }
        Map<String, Object> raters = new LinkedHashMap<>();
        raters.put(KAPPA, null);
        raters.put(ICC, null);
        if (scales.size() == 1 && !fewAreHidden) {
            raters.putAll(figures(scales.iterator().next(), all));
        }
        raters.put("items", byItem);
        return raters;
    }

    private static Map<String, Object> figures(ItemSheets.Scale scale, List<List<BigDecimal>> works) {
        int raters = works.stream().mapToInt(List::size).min().orElseThrow();
        List<List<BigDecimal>> compared =
                works.stream().map(ratings -> ratings.subList(0, raters)).toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(KAPPA, null);
        figures.putAll(RaterAgreement.of(List.of(scale.lo(), scale.hi()), compared));
        return figures;
    }
}
