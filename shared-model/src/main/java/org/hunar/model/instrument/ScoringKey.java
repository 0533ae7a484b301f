package org.hunar.model.instrument;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * The key of an instrument: which answers earn which points. Versioned on its own, since answers never change but keys
 * do. An item of a scored type without an entry is not scored.
 *
 * @param items item code to its key
 */
public record ScoringKey(Map<String, ItemKey> items) {
    public ScoringKey {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    /** Reads {@code {items: {ppe: {key: "yes", weight: 2}, …}}} and holds it against the instrument. */
    public static ScoringKey fromJson(Instrument instrument, JsonObject json) {
        Map<String, Item> items = instrument.items();
        Map<String, ItemKey> keys = new LinkedHashMap<>();
        JsonObject entries = json.object("items");
        for (String code : entries.names()) {
            Item item = items.get(code);
            if (item == null) {
                throw entries.invalid(code, "the instrument has no item " + code);
            }
            if (!item.type().isScored()) {
                throw entries.invalid(code, "an item of type " + item.type() + " is not scored");
            }
            keys.put(code, itemKey(item, entries.object(code)));
        }
        return new ScoringKey(keys);
    }

    public Map<String, Object> toJson(Instrument instrument) {
        Map<String, Item> types = instrument.items();
        Map<String, Object> entries = new LinkedHashMap<>();
        items.forEach(
                (code, key) -> entries.put(code, key.toJson(types.get(code).type())));
        JsonFields json = new JsonFields();
        json.toMap().put("items", entries);
        return json.toMap();
    }

    /** Sum of the weights of the items that are not withdrawn: the points that can be had. */
    public BigDecimal maxPoints() {
        BigDecimal sum = BigDecimal.ZERO;
        for (ItemKey key : items.values()) {
            sum = key.withdrawn() ? sum : sum.add(key.weight());
        }
        return sum;
    }

    private static ItemKey itemKey(Item item, JsonObject json) {
        ItemKey key = new ItemKey(
                keyTexts(item, json),
                json.optionalOneOf("scoring", ItemKey.Scoring.class).orElse(ItemKey.Scoring.ALL_OR_NOTHING),
                notNegative(json, "penalty", BigDecimal.ONE),
                notNegative(json, "tolerance", BigDecimal.ZERO),
                json.optionalOneOf("tolerance_type", ItemKey.ToleranceType.class)
                        .orElse(ItemKey.ToleranceType.ABSOLUTE),
                json.flag("reverse", false),
                json.optionalNumber("weight").orElse(BigDecimal.ONE),
                json.flag("critical", false),
                json.flag("withdrawn", false));
        if (key.weight().signum() <= 0) {
            throw json.invalid("weight", "is above 0");
        }
        if (key.critical() && item.type() == ItemType.RATING) {
            throw json.invalid("critical", "an opinion is neither right nor wrong: nobody can fail by it");
        }
        return key;
    }

    private static List<String> keyTexts(Item item, JsonObject json) {
        switch (item.type()) {
            case SINGLE_CHOICE:
                return List.of(choice(item, json, json.text("key")));
            case MULTIPLE_CHOICE:
                List<String> choices = json.texts("key");
                if (choices.isEmpty()) {
                    throw json.invalid("key", "needs at least one choice");
                }
                choices.forEach(each -> choice(item, json, each));
                return choices;
            case NUMERIC:
                return List.of(json.number("key").toPlainString());
            default:
                return List.of();
        }
    }

    private static String choice(Item item, JsonObject json, String code) {
        if (!item.hasChoice(code)) {
            throw json.invalid("key", "the item " + item.code() + " has no choice " + code);
        }
        return code;
    }

    private static BigDecimal notNegative(JsonObject json, String name, BigDecimal otherwise) {
        BigDecimal number = json.optionalNumber(name).orElse(otherwise);
        if (number.signum() < 0) {
            throw json.invalid(name, "must not be negative");
        }
        return number;
    }
}
