package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Classical item analysis of one scale: how hard each item is, how well it tells strong from weak, and how reliable the
 * whole is. Over complete cases, but for the facility, which is over everybody who got the item.
 */
public final class ItemAnalysis {
    private static final double UPPER_975 = 0.025;
    private static final double LOWER_975 = 0.975;

    private final ItemTable table;
    /** Points of the complete cases, by item. */
    private final double[][] points;

    private final double[][] covariances;
    private final double[] totals;
    private final Optional<ExtremeGroups> extremes;
    private final int items;
    private final double totalVariance;
    private final double itemVariances;

    private ItemAnalysis(ItemTable table) {
        this.table = table;
        items = table.columns().size();
        double[][] complete = table.complete();
        totals = ItemTable.totals(complete);
        extremes = totals.length == 0 ? Optional.empty() : Optional.of(new ExtremeGroups(totals));
        points = new double[items][];
        for (int j = 0; j < items; j++) {
            points[j] = ItemTable.column(complete, j);
        }
        covariances = CovarianceMatrix.of(points);
        totalVariance = Sample.variance(totals);
        double sum = 0;
        for (int j = 0; j < items; j++) {
            sum += covariances[j][j];
        }
        itemVariances = sum;
    }

    /** {@code {n_items, n_persons, …, alpha, …, items: {item: {…}}}}. */
    public static Map<String, Object> of(ItemTable table) {
        return new ItemAnalysis(table).figures();
    }

    private Map<String, Object> figures() {
        double alpha = CronbachAlpha.fromVariances(items, itemVariances, totalVariance);
        long persons = Arrays.stream(table.rows())
                .filter(row -> Arrays.stream(row).anyMatch(each -> !Double.isNaN(each)))
                .count();
        double df1 = totals.length - 1.0;
        double df2 = df1 * (items - 1);
        return new Figures()
                .put("n_items", items)
                .put("n_persons", persons)
                .put("n_complete", totals.length)
                .put("group_size_27", extremes.map(ExtremeGroups::size))
                .put("total_mean", Sample.mean(totals))
                .put("total_sd", Math.sqrt(totalVariance))
                .put("alpha", alpha)
                .put("sem", Math.sqrt(totalVariance) * Math.sqrt(1 - alpha))
                .put("alpha_ci95_low", 1 - (1 - alpha) * Tails.fUpper(UPPER_975, df1, df2))
                .put("alpha_ci95_high", 1 - (1 - alpha) * Tails.fUpper(LOWER_975, df1, df2))
                .put("mean_inter_item_r", meanInterItemCorrelation())
                .put("guttman_lambda2", guttmanLambda2())
                .put("omega_total", OneFactor.omega(covariances))
                .put("items", itemFigures())
                .toMap();
    }

    /** Undefined as soon as one item is constant. */
    private double meanInterItemCorrelation() {
        double sum = 0;
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                double r = covariances[i][j] / Math.sqrt(covariances[i][i]) / Math.sqrt(covariances[j][j]);
                sum += Math.max(-1, Math.min(1, r));
            }
        }
        return sum / (items * (items - 1) / 2.0);
    }

    private double guttmanLambda2() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                sum += 2 * covariances[i][j];
                squares += 2 * covariances[i][j] * covariances[i][j];
            }
        }
        return totalVariance > 0 && items > 1
                ? (sum + Math.sqrt(items / (items - 1.0) * squares)) / totalVariance
                : Double.NaN;
    }

    private Map<String, Object> itemFigures() {
        double[][] rows = table.rows();
        Map<String, Object> byItem = new LinkedHashMap<>();
        for (int j = 0; j < items; j++) {
            byItem.put(table.columns().get(j).item(), item(j, rows).toMap());
        }
        return byItem;
    }

    private Figures item(int j, double[][] rows) {
        double max = table.columns().get(j).max();
        double[] everybody = Arrays.stream(ItemTable.column(rows, j))
                .filter(each -> !Double.isNaN(each))
                .toArray();
        double[] rest = rest(j);
        Figures figures = new Figures()
                .put("n", everybody.length)
                .put("n_complete", totals.length)
                .put("mean", Sample.mean(everybody))
                .put("difficulty_p", Sample.mean(everybody) / max)
                .put("mean_complete", Sample.mean(points[j]))
                .put("sd_complete", Math.sqrt(covariances[j][j]))
                .put("item_total_r", Sample.correlation(points[j], totals))
                .put("item_rest_r", Sample.correlation(points[j], rest));
        if (extremes.isPresent()) {
            double upper = extremes.get().upperSum(points[j]) / extremes.get().size() / max;
            double lower = extremes.get().lowerSum(points[j]) / extremes.get().size() / max;
            figures.put("upper_p", upper).put("lower_p", lower).put("discrimination_d", upper - lower);
        } else {
            figures.putNulls("upper_p", "lower_p", "discrimination_d");
        }
        double alphaWithout =
                CronbachAlpha.fromVariances(items - 1, itemVariances - covariances[j][j], Sample.variance(rest));
        return figures.put("alpha_if_deleted", alphaWithout);
    }

    private double[] rest(int j) {
        double[] rest = new double[totals.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = totals[i] - points[j][i];
        }
        return rest;
    }
}
