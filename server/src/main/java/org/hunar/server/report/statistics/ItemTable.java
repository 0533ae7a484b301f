package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Points by person and item; NaN where an item was not administered. */
public final class ItemTable {
    /**
     * @param item code of the item
     * @param max points obtainable, above 0
     */
    public record Column(String item, double max) {}

    private final List<Column> columns;
    private final List<double[]> rows = new ArrayList<>();

    public ItemTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a person; items that are no columns are passed over. */
    public void add(Map<String, Double> points) {
        add(columns.stream()
                .mapToDouble(column -> points.getOrDefault(column.item(), Double.NaN))
                .toArray());
    }

    /** Adds a person's points, column by column. */
    void add(double[] points) {
        rows.add(points);
    }

    public List<Column> columns() {
        return columns;
    }

    /** All people, in the order they were added. */
    public double[][] rows() {
        return rows.toArray(double[][]::new);
    }

    /** The people who got every item. */
    public double[][] complete() {
        return rows.stream()
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
    }

    /** The points of everybody on one item. */
    static double[] column(double[][] rows, int item) {
        return Arrays.stream(rows).mapToDouble(row -> row[item]).toArray();
    }

    /** Everybody's sum over the items. */
    static double[] totals(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    }
}
