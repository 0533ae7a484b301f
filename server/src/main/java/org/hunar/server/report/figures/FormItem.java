package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.scoring.ScoredItem;
import org.hunar.server.report.statistics.ItemSheets;

/**
 * One item of the form.
 *
 * @param skill empty when the form knows no skills
 * @param max points obtainable
 * @param scored how its answers are scored, if the form says so
 * @param options of a choice item, in the order of the form; empty when not listed
 */
record FormItem(String code, String skill, BigDecimal max, Optional<ScoredItem> scored, List<String> options) {
    FormItem {
        options = List.copyOf(options);
    }

    static FormItem of(ScoredItem item, List<String> options) {
        return new FormItem(item.code(), item.skill(), item.weight(), Optional.of(item), options);
    }

    ItemSheets.Item item() {
        Optional<String> key = scored.filter(item -> item.type() == ItemType.SINGLE_CHOICE)
                .map(item -> item.key().key().get(0));
        Optional<ItemSheets.Scale> rated = scored.filter(item -> item.type() == ItemType.FREE_TEXT)
                .map(item -> new ItemSheets.Scale(item.lo(), item.hi()));
        return new ItemSheets.Item(code, skill, max.doubleValue(), key, options, rated);
    }
}
