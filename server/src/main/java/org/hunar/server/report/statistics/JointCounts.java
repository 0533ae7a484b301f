package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many people have which percent before and which after: all that the figures of one row of a report are made of.
 *
 * <p>A cell is named by the two doubles themselves. A percent is a pure function of points and maximum, so what is taken
 * back is bit for bit what was added, nothing is rounded, and an addition has no order. Counts may be negative, where
 * they are a change of others; cells of no people vanish.
 */
public final class JointCounts {
    public static final JointCounts EMPTY = new JointCounts(new double[0], new double[0], new long[0]);

    /** No score in that phase; sorts behind every percent. */
    private static final double NONE = Double.NaN;

    /** Cells in rising order of pre, then post. */
    private final double[] pre;

    private final double[] post;
    private final long[] counts;

    private JointCounts(double[] pre, double[] post, long[] counts) {
        this.pre = pre;
        this.post = post;
        this.counts = counts;
    }

    /** Takes the cells in. */
    @FunctionalInterface
    public interface CellConsumer {
        /** @param people with these two percents; NaN where there is no score */
        void accept(double pre, double post, long people);
    }

    /** Adds up people in any order. */
    public static final class Builder {
        private record Cell(double pre, double post) {}

        private final Map<Cell, Long> counts = new HashMap<>();

        /** People with these percents, empty without a score; a negative number takes them back. */
        public Builder add(Optional<Double> pre, Optional<Double> post, long people) {
            return add(pre.orElse(NONE), post.orElse(NONE), people);
        }

        /** As above; NaN where there is no score. */
        public Builder add(double pre, double post, long people) {
            // a record compares doubles by their bits, to which -0 is another number
            counts.merge(new Cell(pre + 0.0, post + 0.0), people, Long::sum);
            return this;
        }

        public JointCounts build() {
            Cell[] cells = counts.entrySet().stream()
                    .filter(cell -> cell.getValue() != 0)
                    .map(Map.Entry::getKey)
                    .toArray(Cell[]::new);
            Arrays.sort(cells, (a, b) -> compare(a.pre(), a.post(), b.pre(), b.post()));
            Appender sorted = new Appender(cells.length);
            for (Cell cell : cells) {
                sorted.accept(cell.pre(), cell.post(), counts.get(cell));
            }
            return sorted.build();
        }
    }

    /** Number of cells; a report costs as much as there are of them. */
    public int size() {
        return counts.length;
    }

    public boolean isEmpty() {
        return counts.length == 0;
    }

    /** Everybody, also those without any score. */
    public long people() {
        return Arrays.stream(counts).sum();
    }

    public void forEach(CellConsumer consumer) {
        for (int i = 0; i < counts.length; i++) {
            consumer.accept(pre[i], post[i], counts[i]);
        }
    }

    public JointCounts plus(JointCounts other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        Appender sum = new Appender(size() + other.size());
        int i = 0;
        int j = 0;
        while (i < size() || j < other.size()) {
            int order = j == other.size() ? -1 : i == size() ? 1 : compare(this, i, other, j);
            long people = (order <= 0 ? counts[i] : 0) + (order >= 0 ? other.counts[j] : 0);
            sum.accept(order <= 0 ? pre[i] : other.pre[j], order <= 0 ? post[i] : other.post[j], people);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return sum.build();
    }

    /** What takes these people back. */
    public JointCounts negated() {
        return new JointCounts(
                pre, post, Arrays.stream(counts).map(Math::negateExact).toArray());
    }

    /** The cells from one place up to another. */
    public JointCounts part(int from, int to) {
        return new JointCounts(
                Arrays.copyOfRange(pre, from, to),
                Arrays.copyOfRange(post, from, to),
                Arrays.copyOfRange(counts, from, to));
    }

    /** Those with both scores. */
    Pairs pairs() {
        int[] cells = cells(true, true);
        return new Pairs(pick(pre, cells), pick(post, cells), pick(counts, cells));
    }

    /** The percents of those with a PRE alone. */
    Frequencies preOnly() {
        int[] cells = cells(true, false);
        return Frequencies.of(pick(pre, cells), pick(counts, cells));
    }

    /** The percents of those with a POST alone. */
    Frequencies postOnly() {
        int[] cells = cells(false, true);
        return Frequencies.of(pick(post, cells), pick(counts, cells));
    }

    /** The percents of everybody with a PRE. */
    Frequencies pres() {
        int[] cells =
                Arrays.stream(indices()).filter(i -> !Double.isNaN(pre[i])).toArray();
        return Frequencies.of(pick(pre, cells), pick(counts, cells));
    }

    /** The percents of everybody with a POST. */
    Frequencies posts() {
        int[] cells =
                Arrays.stream(indices()).filter(i -> !Double.isNaN(post[i])).toArray();
        return Frequencies.of(pick(post, cells), pick(counts, cells));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JointCounts that
                && Arrays.equals(pre, that.pre)
                && Arrays.equals(post, that.post)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        forEach((before, after, people) -> text.append(before + " -> " + after + ": " + people + "\n"));
        return text.toString();
    }

    private int[] cells(boolean withPre, boolean withPost) {
        return Arrays.stream(indices())
                .filter(i -> Double.isNaN(pre[i]) != withPre && Double.isNaN(post[i]) != withPost)
                .toArray();
    }

    private int[] indices() {
        int[] indices = new int[counts.length];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    private static double[] pick(double[] values, int[] cells) {
        return Arrays.stream(cells).mapToDouble(cell -> values[cell]).toArray();
    }

    private static long[] pick(long[] values, int[] cells) {
        return Arrays.stream(cells).mapToLong(cell -> values[cell]).toArray();
    }

    private static int compare(JointCounts one, int i, JointCounts other, int j) {
        return compare(one.pre[i], one.post[i], other.pre[j], other.post[j]);
    }

    private static int compare(double pre, double post, double otherPre, double otherPost) {
        int byPre = Double.compare(pre, otherPre);
        return byPre != 0 ? byPre : Double.compare(post, otherPost);
    }

    /** Takes cells in their order. */
    public static final class Appender implements CellConsumer {
        private final double[] pre;
        private final double[] post;
        private final long[] counts;
        private int size;

        /** @param limit cells at most */
        public Appender(int limit) {
            pre = new double[limit];
            post = new double[limit];
            counts = new long[limit];
        }

        /** @throws IllegalArgumentException if the cell does not come behind the one before it */
        @Override
        public void accept(double before, double after, long people) {
            if (size > 0 && compare(pre[size - 1], post[size - 1], before, after) >= 0) {
                throw new IllegalArgumentException("cells out of order");
            }
            if (people != 0) {
                pre[size] = before;
                post[size] = after;
                counts[size] = people;
                size++;
            }
        }

        public JointCounts build() {
            return new JointCounts(pre, post, counts).part(0, size);
        }
    }
}
