package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ItemKey;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.instrument.ScoringKey;

/**
 * What scoring needs to know of an item.
 *
 * @param skill whose sub-score its points go to
 * @param type one of the scored types
 * @param lo lowest rating; null unless rated
 * @param hi highest rating, above lo; null unless rated
 */
public record ScoredItem(String code, String skill, ItemType type, ItemKey key, BigDecimal lo, BigDecimal hi) {

    /** The items of an instrument for which the key has an entry that is not withdrawn, in the order of the form. */
    public static List<ScoredItem> of(Instrument instrument, ScoringKey key) {
        List<ScoredItem> scored = new ArrayList<>();
        for (Item item : instrument.items().values()) {
            ItemKey itemKey = key.items().get(item.code());
            if (itemKey != null && !itemKey.withdrawn() && item.type().isScored()) {
                scored.add(new ScoredItem(
                        item.code(),
                        item.skill().get().value(),
                        item.type(),
                        itemKey,
                        item.lo().orElse(null),
                        item.hi().orElse(null)));
            }
        }
        return scored;
    }

    public BigDecimal weight() {
        return key.weight();
    }

    /** Whether its answers are right or wrong; ratings are neither. */
    public boolean isKeyed() {
        return !type.hasScale();
    }
}
