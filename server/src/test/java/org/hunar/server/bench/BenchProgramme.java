package org.hunar.server.bench;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hunar.server.testing.ApiClient;

/**
 * A programme with one instrument of 30 items, a third each of choices, ratings and numbers.
 *
 * @param token of who may push to it
 */
record BenchProgramme(String token) {
    static final String COHORT = "lhr-03";
    static final int ITEMS = 30;

    static final String PATH = "/api/v1/programmes/cpec-weld";
    private static final Map<String, Object> TITLE = Map.of("en", "Welding");

    static BenchProgramme setUp(ApiClient api) {
        String admin = api.adminToken();
        done(api.put(PATH, admin, Map.of("title", TITLE, "sector", "industry", "ministry", "Ministry of Industries")));
        done(api.put(PATH + "/cohorts/" + COHORT, admin, Map.of("title", TITLE, "province", "punjab")));
        done(api.put(PATH + "/skills/tools", admin, Map.of("title", TITLE)));
        done(api.post(PATH + "/instruments", admin, instrument()));
        return new BenchProgramme(admin);
    }

    /** One answer to each item. */
    static Map<String, Object> answers(Random random) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < ITEMS; i++) {
            switch (i % 3) {
                case 0 -> answers.put(code(i), random.nextBoolean() ? "yes" : "no");
                case 1 -> answers.put(code(i), random.nextInt(11));
                default -> answers.put(code(i), random.nextInt(100) / 10.0);
            }
        }
        return answers;
    }

    /** The key with the right answer to the first item turned round, so that everybody scores otherwise. */
    static Map<String, Object> correctedKey() {
        Map<String, Object> items = key();
        items.put(code(0), Map.of("key", "no"));
        return Map.of("items", items);
    }

    private static Map<String, Object> key() {
        Map<String, Object> key = new LinkedHashMap<>();
        for (int i = 0; i < ITEMS; i++) {
            switch (i % 3) {
                case 0 -> key.put(code(i), Map.of("key", "yes"));
                case 1 -> key.put(code(i), Map.of("weight", 10));
                default -> key.put(code(i), Map.of("key", 5, "tolerance", 1));
            }
        }
        return key;
    }

    private static Map<String, Object> instrument() {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("code", code(i));
            item.put("skill", "tools");
            item.put("label", TITLE);
            switch (i % 3) {
                case 0 -> {
                    item.put("type", "SINGLE_CHOICE");
                    item.put("choices", List.of(choice("yes"), choice("no")));
                }
                case 1 -> item.putAll(Map.of("type", "RATING", "lo", 0, "hi", 10));
                default -> item.put("type", "NUMERIC");
            }
            items.add(item);
        }
        return Map.of(
                "code",
                "weld_l2",
                "version",
                "1",
                "title",
                TITLE,
                "sections",
                List.of(Map.of("code", "main", "items", items)),
                "key",
                Map.of("items", key()));
    }

    private static Map<String, Object> choice(String code) {
        return Map.of("code", code, "label", TITLE);
    }

    private static String code(int item) {
        return "q%02d".formatted(item + 1);
    }

    private static void done(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
    }
}
