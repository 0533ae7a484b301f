package org.hunar.server.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.sync.EntityId;

/**
 * Who people are, planted wherever somebody may write it: in seeds in which people are erased each has a word of its own,
 * which nothing may hold any more from then on. In other seeds they share a few names.
 */
final class Identities {
    private final World world;
    private final Map<EntityId, String> words = new TreeMap<>();

    Identities(World world) {
        this.world = world;
    }

    /** The word that gives a person away; nothing else contains it. */
    String word(EntityId person) {
        return words.computeIfAbsent(person, id -> "who-" + words.size() + "-");
    }

    /** What is captured about a person, with the word wherever there is a place for it. */
    Map<String, Object> tell(EntityId person, Map<String, Object> body) {
        if (!world.shape().hasErasures()) {
            return body;
        }
        String word = word(person);
        Map<String, Object> telling = new LinkedHashMap<>();
        body.forEach((field, value) -> telling.put(field, isText(field) ? value + " " + word : value));
        if (body.containsKey("name") && body.containsKey("cohort")) {
            telling.put("phone", "0300-" + word);
            telling.put("national_id", "35202-" + word);
        }
        if (body.get("answers") instanceof Map<?, ?> answers && world.random().nextBoolean()) {
            Map<Object, Object> remarked = new LinkedHashMap<>(answers);
            remarked.put("remark", "sister of " + word);
            telling.put("answers", remarked);
        }
        return telling;
    }

    private static boolean isText(String field) {
        return field.equals("name") || field.equals("phone") || field.equals("number") || field.equals("reason");
    }
}
