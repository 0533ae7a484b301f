package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code participant, [group,] phase, [attempt, completed_at, status,] item, score}: one row for each item that was
 * scored elsewhere; an item without a row, or with an empty score, was not administered.
 */
final class ItemScoresCsv {
    private static final List<String> REQUIRED = List.of("participant", "phase", "item", "score");

    /** The scores of one assessment. */
    private record Sheet(SheetHead head, Map<String, BigDecimal> points) {}

    private final Map<String, FormItem> items;
    private final boolean itemsKnown;
    private final Map<Attempt, Sheet> sheets = new LinkedHashMap<>();
    private final SheetHead.Reader heads = new SheetHead.Reader();

    private ItemScoresCsv(Map<String, FormItem> items) {
        this.items = new LinkedHashMap<>(items);
        this.itemsKnown = !items.isEmpty();
    }

    /** What the file holds: the items, in the order of the form or else of their names, and the sheets. */
    record Content(Map<String, FormItem> items, List<PointSheet> sheets) {}

    /**
     * @param items of the form; when empty, items are taken as they come, and the most that anybody scored on one, but at
     *     least 1, counts as obtainable
     */
    static Content read(CsvFile file, Map<String, FormItem> items) {
        ItemScoresCsv reader = new ItemScoresCsv(items);
        file.forEach(REQUIRED, reader::read);
        List<PointSheet> sheets = new ArrayList<>();
        reader.sheets.forEach(
                (attempt, sheet) -> sheets.add(PointSheet.of(attempt, sheet.head(), sheet.points(), reader.items)));
        return new Content(reader.items, sheets);
    }

    private void read(CsvRow row) {
        Attempt attempt = Attempt.of(row);
        SheetHead head = heads.read(attempt, row);
        Sheet sheet = sheets.computeIfAbsent(attempt, key -> new Sheet(head, new LinkedHashMap<>()));
        String code = row.text("item");
        Optional<BigDecimal> score = row.optionalNumber("score");
        score.ifPresent(points -> {
            checkRange(code, points, row);
            if (sheet.points().put(code, points) != null) {
                throw row.refuse("there is already a row for " + attempt + " and item " + code);
            }
        });
    }

    private void checkRange(String code, BigDecimal points, CsvRow row) {
        if (points.signum() < 0) {
            throw row.refuse("score", "must not be negative, but is " + points);
        }
        FormItem item = items.get(code);
        if (itemsKnown && item == null) {
            throw row.refuse("item", "the form has no item " + code);
        } else if (itemsKnown && points.compareTo(item.max()) > 0) {
            throw row.refuse("score", "lies between 0 and " + item.max() + ", not " + points);
        } else if (!itemsKnown) {
            BigDecimal most = item == null ? BigDecimal.ONE : item.max();
            items.put(code, new FormItem(code, "", most.max(points), Optional.empty(), List.of()));
        }
    }
}
