package org.hunar.server.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.instrument.Choice;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ItemKey;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.scoring.ScoredItem;
import org.hunar.server.instrument.Published;
import org.hunar.server.report.statistics.ItemSheets;

/**
 * A version of an instrument as the statistics of items see it.
 *
 * @param items that are scored, in the order of the form
 * @param withPartPoints codes of those that may earn a part of their points
 */
record Form(InstrumentVersion id, List<ItemSheets.Item> items, Set<String> withPartPoints) {

    static Form of(Published published) {
        List<ScoredItem> scored = ScoredItem.of(published.instrument(), published.key());
        return new Form(
                published.instrument().id(),
                scored.stream()
                        .map(item -> item(item, published.instrument().items().get(item.code())))
                        .toList(),
                scored.stream()
                        .filter(item -> !isRightOrWrong(item))
                        .map(ScoredItem::code)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static ItemSheets.Item item(ScoredItem scored, Item item) {
        boolean isRated = scored.type() == ItemType.FREE_TEXT;
        boolean hasDistractors = scored.type() == ItemType.SINGLE_CHOICE;
        return new ItemSheets.Item(
                scored.code(),
                scored.skill(),
                scored.weight().doubleValue(),
                hasDistractors ? Optional.of(scored.key().key().get(0)) : Optional.empty(),
                hasDistractors ? item.choices().stream().map(Choice::code).toList() : List.of(),
                isRated ? Optional.of(new ItemSheets.Scale(scored.lo(), scored.hi())) : Optional.empty());
    }

    private static boolean isRightOrWrong(ScoredItem item) {
        return switch (item.type()) {
            case SINGLE_CHOICE, NUMERIC -> true;
            case MULTIPLE_CHOICE -> item.key().scoring() == ItemKey.Scoring.ALL_OR_NOTHING;
            default -> false;
        };
    }
}
