package org.hunar.server.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether figures agree with R's: numbers to 1e-9 relatively or, unless they are p values, 1e-12 absolutely; null only
 * with null; text exactly. Figures that are not expected do not matter.
 */
public final class Agreement {
    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-12;

    private Agreement() {}

    /** What differs or is missing, one line each. */
    public static List<String> differences(Map<String, Object> expected, Map<String, Object> actual) {
        Map<String, Object> expectedByPath = flat(expected);
        Map<String, Object> actualByPath = flat(actual);
        List<String> differences = new ArrayList<>();
        expectedByPath.forEach((path, value) -> {
            if (!actualByPath.containsKey(path)) {
                differences.add(path + " is missing, expected " + value);
            } else if (!agree(path, value, actualByPath.get(path))) {
                differences.add(path + " is " + actualByPath.get(path) + ", expected " + value);
            }
        });
        return differences;
    }

    /** Leaves of a tree by path; an empty object has none. */
    public static Map<String, Object> flat(Object tree) {
        Map<String, Object> leaves = new LinkedHashMap<>();
        flatten("", tree, leaves);
        return leaves;
    }

    private static void flatten(String path, Object value, Map<String, Object> leaves) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> flatten(path + "/" + name, child, leaves));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "/" + i, list.get(i), leaves);
            }
        } else {
            leaves.put(path, value);
        }
    }

    private static boolean agree(String path, Object expected, Object actual) {
        if (expected instanceof Number e && actual instanceof Number a) {
            double difference = Math.abs(a.doubleValue() - e.doubleValue());
            return difference <= RELATIVE * Math.abs(e.doubleValue()) || !isP(path) && difference <= ABSOLUTE;
        }
        return String.valueOf(expected).equals(String.valueOf(actual));
    }

    private static boolean isP(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.equals("p") || name.endsWith("_p") || name.startsWith("p_exact");
    }
}
