package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.scoring.ScoredItem;
import org.hunar.server.report.statistics.IntraclassCorrelation;
import org.hunar.server.report.statistics.WeightedKappa;

/**
 * Agreement of raters: kappa of two, intraclass correlations of any number. The levels are those of the free texts of the
 * form when it is there, else the whole numbers from the lowest to the highest rating.
 */
final class RatersSection implements Section {
    private static final int TWO = 2;

    @Override
    public Map<String, Object> compute(CaseData data) {
        List<List<BigDecimal>> complete = data.ratings();
        double[][] ratings = complete.stream()
                .map(target ->
                        target.stream().mapToDouble(BigDecimal::doubleValue).toArray())
                .toArray(double[][]::new);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (!complete.isEmpty() && complete.get(0).size() == TWO) {
            figures.put("kappa", kappa(complete, levels(data, complete)));
        }
        figures.put("icc", IntraclassCorrelation.of(ratings));
        return figures;
    }

    private static Map<String, Object> kappa(List<List<BigDecimal>> ratings, List<BigDecimal> levels) {
        long[][] table = new long[levels.size()][levels.size()];
        for (List<BigDecimal> target : ratings) {
            table[levels.indexOf(target.get(0))][levels.indexOf(target.get(1))]++;
        }
        return WeightedKappa.of(levels.stream().map(BigDecimal::toPlainString).toList(), table);
    }

    private static List<BigDecimal> levels(CaseData data, List<List<BigDecimal>> ratings) {
        SortedSet<BigDecimal> levels = new TreeSet<>();
        ratings.forEach(levels::addAll);
        for (FormItem item : data.items().values()) {
            if (item.scored().map(ScoredItem::type).equals(Optional.of(ItemType.FREE_TEXT))) {
                levels.add(RatingsCsv.normal(item.scored().orElseThrow().lo()));
                levels.add(RatingsCsv.normal(item.scored().orElseThrow().hi()));
            }
        }
        BigDecimal highest = levels.last();
        for (BigDecimal level = levels.first(); level.compareTo(highest) < 0; level = level.add(BigDecimal.ONE)) {
            levels.add(RatingsCsv.normal(level));
        }
        return new ArrayList<>(levels);
    }
}
