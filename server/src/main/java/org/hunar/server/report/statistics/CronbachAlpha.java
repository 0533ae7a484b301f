package org.hunar.server.report.statistics;

/** Cronbach's alpha, the internal consistency of a scale; KR-20 when the items are right or wrong. May be negative. */
public final class CronbachAlpha {
    private CronbachAlpha() {}

    /**
     * k/(k-1) (1 - Σ s_j² / s_T²).
     *
     * @param rows points by person and item, of complete cases
     * @return NaN with fewer than two items or people, or when all totals are equal
     */
    public static double of(double[][] rows) {
        int items = rows.length == 0 ? 0 : rows[0].length;
        double ofItems = 0;
        for (int item = 0; item < items; item++) {
            ofItems += Sample.variance(ItemTable.column(rows, item));
        }
        return fromVariances(items, ofItems, Sample.variance(ItemTable.totals(rows)));
    }

    /**
     * @param items k
     * @param ofItems sum of the items' variances
     * @param ofTotal variance of the total
     */
    static double fromVariances(int items, double ofItems, double ofTotal) {
        boolean defined = items >= 2 && ofTotal > 0;
        return defined ? items / (items - 1.0) * (1 - ofItems / ofTotal) : Double.NaN;
    }
}
