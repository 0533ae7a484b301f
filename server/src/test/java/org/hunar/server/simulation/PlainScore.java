package org.hunar.server.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;

/** The points of the simulation's form, worked out item by item as its key says: what the scorer is held against. */
final class PlainScore {
    private final JsonObject key;
    private final Map<String, Object> answers;

    /** @param key item to what its answer is to be */
    PlainScore(JsonObject key, Map<String, Object> answers) {
        this.key = key;
        this.answers = answers;
    }

    /** One choice, all or nothing. */
    BigDecimal safety() {
        Object right = key.object("ppe").asMap().get("key");
        boolean earned = answers.containsKey("ppe")
                && (right.equals(answers.get("ppe")) || right.equals(List.of(answers.get("ppe"))));
        return earned ? weight("ppe") : BigDecimal.ZERO;
    }

    /** None without the bead's rating, which is the skill's only one. */
    Optional<BigDecimal> tools() {
        return Optional.ofNullable(answers.get("quality"))
                .map(rating -> weight("quality").multiply(number(rating)).movePointLeft(1))
                .map(bead -> bead.add(choices()).add(gap()));
    }

    /** Half the weight for each right tool, and for each wrong one half of it off. */
    private BigDecimal choices() {
        int net = 0;
        if (answers.get("tools") instanceof List<?> chosen) {
            for (Object tool : chosen) {
                net += tool.equals("spoon") ? -1 : 1;
            }
        }
        return weight("tools").multiply(BigDecimal.valueOf(Math.max(0, net))).divide(BigDecimal.valueOf(2));
    }

    private BigDecimal gap() {
        boolean near = answers.containsKey("gap")
                && number(answers.get("gap"))
                                .subtract(new BigDecimal("1.5"))
                                .abs()
                                .doubleValue()
                        <= 0.25;
        return near ? weight("gap") : BigDecimal.ZERO;
    }

    private BigDecimal weight(String item) {
        return number(key.object(item).asMap().get("weight"));
    }

    private static BigDecimal number(Object json) {
        return new BigDecimal(json.toString());
    }
}
