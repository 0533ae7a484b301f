package org.hunar.server.report.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of points and of their squares, item by item, that Cronbach's alpha of a form needs. They are exact decimals,
 * so a person taken back leaves no trace. Not for use by several threads.
 */
public final class FormSums {
    /**
     * The items of somebody's chosen attempt.
     *
     * @param instrument with its version: another version may mean something else by the same code
     */
    public record Form(String instrument, List<Item> items) {
        public Form {
            items = items.stream().sorted(Comparator.comparing(Item::code)).toList();
        }
    }

    /** @param points none when the item is left out of the score */
    public record Item(String code, String skill, Optional<BigDecimal> points) {}

    /**
     * People who had the same items of a scale.
     *
     * @param columns the items, with the instrument
     */
    public record Row(String scale, List<String> columns) implements Comparable<Row> {
        public Row {
            columns = List.copyOf(columns);
        }

        @Override
        public int compareTo(Row other) {
            int byScale = scale.compareTo(other.scale);
            return byScale != 0 ? byScale : columns.toString().compareTo(other.columns.toString());
        }
    }

    /**
     * @param people all of them
     * @param complete of these, those with points on every item, over whom the sums go
     * @param items in the order of the columns
     */
    public record Sums(long people, long complete, List<Squares> items, Squares totals) {
        Sums plus(Sums other) {
            List<Squares> both = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                both.add(items.get(i).plus(other.items.get(i)));
            }
            return new Sums(people + other.people, complete + other.complete, both, totals.plus(other.totals));
        }

        /** As many people came as went, and with the same points. */
        private boolean isNothing() {
            return people == 0
                    && complete == 0
                    && totals.equals(Squares.ZERO)
                    && items.stream().allMatch(Squares.ZERO::equals);
        }
    }

    /** A sum of values and that of their squares, both exact and without zeros at their end. */
    public record Squares(BigDecimal sum, BigDecimal squares) {
        static final Squares ZERO = new Squares(BigDecimal.ZERO, BigDecimal.ZERO);

        static Squares of(BigDecimal value, int people) {
            BigDecimal times = BigDecimal.valueOf(people);
            return new Squares(
                    value.multiply(times).stripTrailingZeros(),
                    value.multiply(value).multiply(times).stripTrailingZeros());
        }

        Squares plus(Squares other) {
            return new Squares(
                    sum.add(other.sum).stripTrailingZeros(),
                    squares.add(other.squares).stripTrailingZeros());
        }

        /** (n Σx² - (Σx)²) / (n (n - 1)): no digit is lost where the sums are exact. */
        double variance(long people) {
            if (people < 2) {
                return Double.NaN;
            }
            BigDecimal n = BigDecimal.valueOf(people);
            return n.multiply(squares)
                    .subtract(sum.multiply(sum))
                    .divide(n.multiply(BigDecimal.valueOf(people - 1)), MathContext.DECIMAL128)
                    .doubleValue();
        }
    }

    private final SortedMap<Row, Sums> rows = new TreeMap<>();

    /** @param people 1, or -1 to take the person back */
    public void add(Form form, int people) {
        Map<String, List<Item>> byScale = new TreeMap<>();
        byScale.put(ScoredAssessment.ALL, form.items());
        form.items()
                .forEach(item -> byScale.computeIfAbsent(item.skill(), skill -> new ArrayList<>())
                        .add(item));
        byScale.forEach((scale, items) -> {
            List<String> columns = items.stream()
                    .map(item -> form.instrument() + "/" + item.code())
                    .toList();
            add(new Row(scale, columns), sums(items, people));
        });
    }

    public void add(Row row, Sums sums) {
        rows.merge(row, sums, Sums::plus);
        if (rows.get(row).isNothing()) {
            rows.remove(row);
        }
    }

    public void addAll(FormSums others) {
        others.rows.forEach(this::add);
    }

    public SortedMap<Row, Sums> rows() {
        return Collections.unmodifiableSortedMap(rows);
    }

    /**
     * Cronbach's alpha of a scale over the complete cases: those with points on every item that anybody had. With several
     * forms there are none.
     *
     * @return NaN with fewer than two items or people, or when all totals are equal
     */
    public double alpha(String scale) {
        Set<String> columns = new LinkedHashSet<>();
        rows.keySet().stream().filter(row -> row.scale().equals(scale)).forEach(row -> columns.addAll(row.columns()));
        return rows.entrySet().stream()
                .filter(row -> row.getKey().scale().equals(scale)
                        && row.getKey().columns().size() == columns.size())
                .map(Map.Entry::getValue)
                .reduce(Sums::plus)
                .map(sums -> alpha(sums, columns.size()))
                .orElse(Double.NaN);
    }

    private static double alpha(Sums sums, int items) {
        double ofItems = sums.items().stream()
                .mapToDouble(item -> item.variance(sums.complete()))
                .sum();
        return CronbachAlpha.fromVariances(items, ofItems, sums.totals().variance(sums.complete()));
    }

    private static Sums sums(List<Item> items, int people) {
        boolean complete = items.stream().allMatch(item -> item.points().isPresent());
        if (!complete) {
            return new Sums(people, 0, Collections.nCopies(items.size(), Squares.ZERO), Squares.ZERO);
        }
        List<Squares> each = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (Item item : items) {
            each.add(Squares.of(item.points().get(), people));
            total = total.add(item.points().get());
        }
        return new Sums(people, people, each, Squares.of(total, people));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormSums that && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows);
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
