package org.hunar.server.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/** The figures that R gives for the demo's people and answers, and the rule by which ours agree with them. */
final class ExpectedFigures {
    private static final BigDecimal RELATIVE = new BigDecimal("1e-9");
    private static final BigDecimal ABSOLUTE = new BigDecimal("1e-12");
    private static final int MOST_TOLD = 10;

    private ExpectedFigures() {}

    /**
     * @return how many figures were compared
     * @throws DemoFailedException naming those that differ
     */
    static int check(JsonObject report) {
        Map<String, Object> expected = new LinkedHashMap<>();
        flatten("paired", renamed(Resources.json("expected.json").object("paired")), expected);
        Map<String, Object> actual = new LinkedHashMap<>();
        flatten("paired", report.object("paired").asMap(), actual);
        List<String> differences = new ArrayList<>();
        expected.forEach((path, value) -> {
            if (!actual.containsKey(path)) {
                differences.add(path + " is missing");
            } else if (!agrees(path, value, actual.get(path))) {
                differences.add(path + " is " + actual.get(path) + ", expected " + value);
            }
        });
        if (!differences.isEmpty()) {
            throw new DemoFailedException(differences.size() + " of " + expected.size() + " figures differ:\n  "
                    + String.join("\n  ", differences.subList(0, Math.min(MOST_TOLD, differences.size()))));
        }
        return expected.size();
    }

    /** The case calls its groups A and B; here they are provinces. */
    private static Map<String, Object> renamed(JsonObject paired) {
        Map<String, Object> bySkill = new LinkedHashMap<>();
        for (String skill : paired.names()) {
            Map<String, Object> byGroup = new LinkedHashMap<>();
            paired.object(skill)
                    .asMap()
                    .forEach((group, figures) -> byGroup.put(Course.PROVINCES.getOrDefault(group, group), figures));
            bySkill.put(skill, byGroup);
        }
        return bySkill;
    }

    private static void flatten(String path, Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> flatten(path + "/" + name, each, into));
        } else {
            into.put(path, value);
        }
    }

    /** Relative to 1e-9, or 1e-12 in absolute terms; but a p value must be right relatively, however small. */
    private static boolean agrees(String path, Object expected, Object actual) {
        if (!(expected instanceof Number e) || !(actual instanceof Number a)) {
            return expected == null ? actual == null : expected.equals(actual);
        }
        BigDecimal distance = Json.decimal(e).subtract(Json.decimal(a)).abs();
        return distance.compareTo(Json.decimal(e).abs().multiply(RELATIVE)) <= 0
                || !isProbability(path) && distance.compareTo(ABSOLUTE) <= 0;
    }

    private static boolean isProbability(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches("(.*_)?p(_exact)?");
    }
}
