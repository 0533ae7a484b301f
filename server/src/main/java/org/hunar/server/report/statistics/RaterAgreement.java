package org.hunar.server.report.statistics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** How far several raters of the same works agree: kappa of two, intraclass correlations of any number (scoring §16). */
public final class RaterAgreement {
    /** Levels beyond which a scale is no ladder of grades any more, and a table of all pairs of them too large to read. */
    private static final int MOST_LEVELS = 101;

    private static final int TWO = 2;

    private RaterAgreement() {}

    /**
     * @param ends of the scale; the levels are the whole numbers from the least to the greatest of them and of the ratings,
     *     and whatever was given between
     * @param works ratings by work and rater, the raters in the same order, without gaps
     * @return {@code {kappa?, icc}}; kappa with two raters, null on a scale of more than 101 levels
     */
    public static Map<String, Object> of(Collection<BigDecimal> ends, List<List<BigDecimal>> works) {
        double[][] ratings = works.stream()
                .map(work -> work.stream().mapToDouble(BigDecimal::doubleValue).toArray())
                .toArray(double[][]::new);
        Map<String, Object> figures = new LinkedHashMap<>();
        if (!works.isEmpty() && works.get(0).size() == TWO) {
            figures.put("kappa", kappa(ends, works));
        }
        figures.put("icc", IntraclassCorrelation.of(ratings));
        return figures;
    }

    /** 3.0 and 3 are one level. */
    public static BigDecimal level(BigDecimal rating) {
        BigDecimal shortest = rating.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static Map<String, Object> kappa(Collection<BigDecimal> ends, List<List<BigDecimal>> works) {
        SortedSet<BigDecimal> given = new TreeSet<>(ends);
        works.forEach(given::addAll);
        BigDecimal range = given.last().subtract(given.first());
        if (range.compareTo(BigDecimal.valueOf(MOST_LEVELS)) >= 0 || given.size() > MOST_LEVELS) {
            return null;
        }
        List<BigDecimal> levels = levels(given);
        long[][] table = new long[levels.size()][levels.size()];
        for (List<BigDecimal> work : works) {
            table[place(levels, work.get(0))][place(levels, work.get(1))]++;
        }
        return WeightedKappa.of(levels.stream().map(BigDecimal::toPlainString).toList(), table);
    }

    private static List<BigDecimal> levels(SortedSet<BigDecimal> given) {
        SortedSet<BigDecimal> levels = new TreeSet<>();
        given.forEach(rating -> levels.add(level(rating)));
        BigDecimal highest = levels.last();
        for (BigDecimal level = levels.first(); level.compareTo(highest) < 0; level = level.add(BigDecimal.ONE)) {
            levels.add(level(level));
        }
        return new ArrayList<>(levels);
    }

    private static int place(List<BigDecimal> levels, BigDecimal rating) {
        return levels.indexOf(level(rating));
    }
}
