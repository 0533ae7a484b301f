package org.hunar.model.instrument;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;

/**
 * What earns the points of one item (scoring §2).
 *
 * @param key codes of the right options, or the right number as its text; empty for RATING and FREE_TEXT
 * @param scoring how a MULTIPLE_CHOICE earns points
 * @param penalty right picks that one wrong pick takes back, for PARTIAL; at least 0
 * @param tolerance of a NUMERIC, at least 0
 * @param toleranceType whether the tolerance is in units of the answer or a share of the key
 * @param reverse whether a RATING is reverse-keyed
 * @param weight points obtainable, above 0
 * @param critical whether who does not earn all of its points fails the assessment, whatever else was earned
 * @param withdrawn whether it turned out after the fact to be no good: as if it had never been asked
 */
public record ItemKey(
        List<String> key,
        Scoring scoring,
        BigDecimal penalty,
        BigDecimal tolerance,
        ToleranceType toleranceType,
        boolean reverse,
        BigDecimal weight,
        boolean critical,
        boolean withdrawn) {

    /** How a MULTIPLE_CHOICE earns points. */
    public enum Scoring {
        /** Full points when the set chosen equals the key, else none. */
        ALL_OR_NOTHING,
        /** A share of the points for each right pick, less a penalty for each wrong one, never below 0. */
        PARTIAL
    }

    /** What the tolerance of a NUMERIC is measured in. */
    public enum ToleranceType {
        ABSOLUTE,
        RELATIVE
    }

    public ItemKey {
        key = List.copyOf(key);
    }

    /** A key that only gives the weight, for ratings. */
    public static ItemKey weighing(BigDecimal weight) {
        return new ItemKey(
                List.of(),
                Scoring.ALL_OR_NOTHING,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                ToleranceType.ABSOLUTE,
                false,
                weight,
                false,
                false);
    }

    /** The right number of a NUMERIC, if there is one. */
    public Optional<BigDecimal> number() {
        return key.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(key.get(0)));
    }

    Map<String, Object> toJson(ItemType type) {
        JsonFields json = new JsonFields();
        if (type == ItemType.NUMERIC) {
            json.put("key", number()).put("tolerance", tolerance).put("tolerance_type", toleranceType.name());
        } else if (type == ItemType.SINGLE_CHOICE) {
            json.put("key", key.isEmpty() ? null : key.get(0));
        } else if (type == ItemType.MULTIPLE_CHOICE) {
            json.put("key", key).put("scoring", scoring.name()).put("penalty", penalty);
        }
        return json.put("reverse", reverse ? Boolean.TRUE : null)
                .put("weight", weight)
                .put("critical", critical ? Boolean.TRUE : null)
                .put("withdrawn", withdrawn ? Boolean.TRUE : null)
                .toMap();
    }
}
