package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.report.statistics.ReportCounts;

/** People counted by group and percents; of a group {@code *} they are not divided. */
final class TestCounts {
    private final Map<String, Map<String, JointCounts.Builder>> byScale = new TreeMap<>();

    /** People by their total. */
    TestCounts add(String group, Integer pre, Integer post, int people) {
        return add("*", group, pre, post, people);
    }

    TestCounts add(String scale, String group, Integer pre, Integer post, int people) {
        put(scale, group, pre, post, people);
        if (!group.equals("*")) {
            put(scale, "*", pre, post, people);
        }
        return this;
    }

    private void put(String scale, String group, Integer pre, Integer post, int people) {
        byScale.computeIfAbsent(scale, name -> new TreeMap<>())
                .computeIfAbsent(group, name -> new JointCounts.Builder())
                .add(percent(pre), percent(post), people);
    }

    private static Optional<Double> percent(Integer value) {
        return Optional.ofNullable(value).map(Integer::doubleValue);
    }

    ReportCounts toReportCounts() {
        TreeMap<String, Map<String, JointCounts>> built = new TreeMap<>();
        TreeSet<String> groups = new TreeSet<>();
        byScale.forEach((scale, byGroup) -> {
            Map<String, JointCounts> counts = new LinkedHashMap<>();
            byGroup.forEach((group, people) -> counts.put(group, people.build()));
            built.put(scale, counts);
            groups.addAll(byGroup.keySet());
        });
        groups.remove("*");
        return new ReportCounts(built, groups);
    }
}
