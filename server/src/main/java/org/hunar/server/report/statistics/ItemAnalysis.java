package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Classical item analysis of one scale: how hard each item is, how well it tells strong from weak, and how reliable the
 * whole is. Over complete cases, but for the facility, which is over everybody who got the item.
 */
public final class ItemAnalysis {
    private static final double UPPER_975 = 0.025;
    private static final double LOWER_975 = 0.975;

    private final ItemTable table;
    private final double[][] complete;
    private final double[] totals;
    private final int items;
    private final double totalVariance;
    private final double itemVariances;

    private ItemAnalysis(ItemTable table) {
        this.table = table;
        complete = table.complete();
        totals = ItemTable.totals(complete);
        items = table.columns().size();
        totalVariance = Sample.variance(totals);
        double sum = 0;
        for (int j = 0; j < items; j++) {
            sum += Sample.variance(ItemTable.column(complete, j));
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
                .filter(row -> Arrays.stream(row).anyMatch(points -> !Double.isNaN(points)))
                .count();
        double df1 = complete.length - 1.0;
        double df2 = df1 * (items - 1);
        Figures figures =
                new Figures().put("n_items", items).put("n_persons", persons).put("n_complete", complete.length);
        if (complete.length == 0) {
            figures.putNulls("group_size_27");
        } else {
            figures.put("group_size_27", new ExtremeGroups(totals).size());
        }
        return figures.put("total_mean", Sample.mean(totals))
                .put("total_sd", Math.sqrt(totalVariance))
                .put("alpha", alpha)
                .put("sem", Math.sqrt(totalVariance) * Math.sqrt(1 - alpha))
                .put("alpha_ci95_low", 1 - (1 - alpha) * Tails.fUpper(UPPER_975, df1, df2))
                .put("alpha_ci95_high", 1 - (1 - alpha) * Tails.fUpper(LOWER_975, df1, df2))
                .put("mean_inter_item_r", meanInterItemCorrelation())
                .put("guttman_lambda2", guttmanLambda2())
                .put("items", itemFigures())
                .toMap();
    }

    private double meanInterItemCorrelation() {
        double sum = 0;
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                sum += Sample.correlation(ItemTable.column(complete, i), ItemTable.column(complete, j));
            }
        }
        return sum / (items * (items - 1) / 2.0);
    }

    private double guttmanLambda2() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < i; j++) {
                double covariance = Sample.covariance(ItemTable.column(complete, i), ItemTable.column(complete, j));
                sum += 2 * covariance;
                squares += 2 * covariance * covariance;
            }
        }
        return totalVariance > 0 && items > 1
                ? (sum + Math.sqrt(items / (items - 1.0) * squares)) / totalVariance
                : Double.NaN;
    }

    private Map<String, Object> itemFigures() {
        Map<String, Object> byItem = new LinkedHashMap<>();
        List<ItemTable.Column> columns = table.columns();
        for (int j = 0; j < items; j++) {
            byItem.put(columns.get(j).item(), item(j, columns.get(j).max()).toMap());
        }
        return byItem;
    }

    private Figures item(int j, double max) {
        double[] everybody = Arrays.stream(ItemTable.column(table.rows(), j))
                .filter(points -> !Double.isNaN(points))
                .toArray();
        double[] points = ItemTable.column(complete, j);
        Figures figures = new Figures()
                .put("n", everybody.length)
                .put("n_complete", points.length)
                .put("mean", Sample.mean(everybody))
                .put("difficulty_p", Sample.mean(everybody) / max)
                .put("mean_complete", Sample.mean(points))
                .put("sd_complete", Sample.sd(points))
                .put("item_total_r", Sample.correlation(points, totals))
                .put("item_rest_r", Sample.correlation(points, rest(points)));
        if (complete.length == 0) {
            figures.putNulls("upper_p", "lower_p", "discrimination_d");
        } else {
            ExtremeGroups groups = new ExtremeGroups(totals);
            double upper = groups.upperSum(points) / groups.size() / max;
            double lower = groups.lowerSum(points) / groups.size() / max;
            figures.put("upper_p", upper).put("lower_p", lower).put("discrimination_d", upper - lower);
        }
        return figures.put("alpha_if_deleted", alphaWithout(points));
    }

    private double[] rest(double[] points) {
        double[] rest = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            rest[i] = totals[i] - points[i];
        }
        return rest;
    }

    private double alphaWithout(double[] points) {
        return CronbachAlpha.fromVariances(
                items - 1, itemVariances - Sample.variance(points), Sample.variance(rest(points)));
    }
}
