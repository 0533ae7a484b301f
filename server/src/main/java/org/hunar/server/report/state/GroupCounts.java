package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ScoredAssessment;

/** The people of one dimension, by scale, group and percents. Rows of nobody vanish. */
final class GroupCounts {
    static final GroupCounts NOBODY = new GroupCounts(new TreeMap<>());

    /** Well below what the databases take for one value. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_CELLS = 8192;

    private final SortedMap<Row, JointCounts> rows;

    private GroupCounts(SortedMap<Row, JointCounts> rows) {
        this.rows = rows;
    }

    private record Row(String scale, String group) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int byScale = scale.compareTo(other.scale);
            return byScale != 0 ? byScale : group.compareTo(other.group);
        }
    }

    /** Adds up people in any order. */
    static final class Builder {
        private final Map<Row, JointCounts.Builder> rows = new TreeMap<>();

        /** @param people how many; a negative number takes them back */
        void add(String group, Contribution contribution, int people) {
            contribution
                    .byScale()
                    .forEach((scale, percents) -> rows.computeIfAbsent(
                                    new Row(scale, group), row -> new JointCounts.Builder())
                            .add(percents.pre(), percents.post(), people));
        }

        GroupCounts build() {
            SortedMap<Row, JointCounts> built = new TreeMap<>();
            rows.forEach((row, counts) -> put(built, row, counts.build()));
            return new GroupCounts(built);
        }
    }

    GroupCounts plus(GroupCounts other) {
        SortedMap<Row, JointCounts> sum = new TreeMap<>(rows);
        other.rows.forEach((row, counts) ->
                put(sum, row, sum.getOrDefault(row, JointCounts.EMPTY).plus(counts)));
        return new GroupCounts(sum);
    }

    private static void put(Map<Row, JointCounts> rows, Row row, JointCounts counts) {
        if (counts.isEmpty()) {
            rows.remove(row);
        } else {
            rows.put(row, counts);
        }
    }

    /** Cells of all rows: what it costs to look through them. */
    long cells() {
        return rows.values().stream().mapToLong(JointCounts::size).sum();
    }

    /** Everybody: the sum over the groups. */
    long people() {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().scale().equals(ScoredAssessment.ALL))
                .mapToLong(row -> row.getValue().people())
                .sum();
    }

    /**
     * For the statistics. Groups are those of whose people anybody has an attempt; everybody is their sum.
     *
     * @throws IllegalStateException if fewer people came than went
     */
    ReportCounts toReportCounts() {
        SortedMap<String, Map<String, JointCounts>> byScale = new TreeMap<>();
        byScale.put(ScoredAssessment.ALL, new TreeMap<>());
        SortedSet<String> groups = new TreeSet<>();
        rows.forEach((row, counts) -> {
            requireNobodyMissing(counts);
            Map<String, JointCounts> byGroup = byScale.computeIfAbsent(row.scale(), scale -> new TreeMap<>());
            byGroup.put(row.group(), counts);
            if (!row.group().equals(ScoredAssessment.ALL)) {
                byGroup.merge(ScoredAssessment.ALL, counts, JointCounts::plus);
                if (!row.scale().equals(ScoredAssessment.ALL)) {
                    groups.add(row.group());
                }
            }
        });
        return new ReportCounts(byScale, groups);
    }

    private static void requireNobodyMissing(JointCounts counts) {
        counts.forEach((pre, post, people) -> {
            if (people < 0) {
                throw new IllegalStateException("the kept state counts fewer than nobody: the command"
                        + " \"report rebuild\" makes it anew, \"report verify\" says where it is wrong");
            }
        });
    }

    /** In as many parts as it takes; their sum is the whole. */
    List<byte[]> pack() {
        List<byte[]> parts = new ArrayList<>();
        PackWriter out = new PackWriter();
        for (Map.Entry<Row, JointCounts> row : rows.entrySet()) {
            JointCounts counts = row.getValue();
            for (int from = 0; from < counts.size(); from += MOST_CELLS) {
                out.text(row.getKey().scale()).text(row.getKey().group());
                CountsPack.write(out, counts.part(from, Math.min(counts.size(), from + MOST_CELLS)));
                if (out.size() > MOST_BYTES) {
                    parts.add(out.toBytes());
                    out = new PackWriter();
                }
            }
        }
        if (out.size() > 0) {
            parts.add(out.toBytes());
        }
        return parts;
    }

    static GroupCounts unpack(byte[] packed) {
        PackReader in = new PackReader(packed);
        SortedMap<Row, JointCounts> rows = new TreeMap<>();
        while (in.hasMore()) {
            Row row = new Row(in.text(), in.text());
            rows.merge(row, CountsPack.read(in), JointCounts::plus);
        }
        return new GroupCounts(rows);
    }

    /** The rows in which the two differ, each as scale and group. */
    List<String> differences(GroupCounts other) {
        SortedSet<Row> all = new TreeSet<>(rows.keySet());
        all.addAll(other.rows.keySet());
        return all.stream()
                .filter(row -> !Objects.equals(rows.get(row), other.rows.get(row)))
                .map(row -> row.scale() + " of " + row.group())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupCounts that && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        return Collections.unmodifiableMap(rows).toString();
    }
}
