package org.hunar.server.report.figures;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.model.instrument.ItemKey;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.scoring.ScoredItem;

/**
 * {@code item, type, [skill, options, key, scoring, penalty, tolerance, tolerance_type, lo, hi, reverse, weight, critical,
 * withdrawn]}: one row
 * for each item. Items of types that are not scored are passed over.
 */
final class ItemsCsv {
    private static final List<String> REQUIRED = List.of("item", "type");

    private final Map<String, FormItem> items = new LinkedHashMap<>();
    private final Set<String> notScored = new java.util.HashSet<>();

    private ItemsCsv() {}

    /** The scored items by code, in the order of the file. */
    static Map<String, FormItem> read(CsvFile file) {
        ItemsCsv reader = new ItemsCsv();
        file.forEach(REQUIRED, reader::read);
        return reader.items;
    }

    private void read(CsvRow row) {
        String code = row.text("item");
        ItemType type = row.oneOf("type", ItemType.class);
        boolean known = items.containsKey(code) || !notScored.add(code);
        if (known) {
            throw row.refuse("item", "there is already a row for " + code);
        }
        if (type.isScored()) {
            items.put(code, item(code, type, row));
        }
    }

    private static FormItem item(String code, ItemType type, CsvRow row) {
        String skill = row.hasColumn("skill") ? row.text("skill") : "";
        if (skill.equals(ALL)) {
            throw row.refuse("skill", "'*' stands for the total and cannot be a skill");
        }
        List<String> options = row.list("options");
        BigDecimal lo = type.hasScale() ? row.number("lo") : null;
        BigDecimal hi = type.hasScale() ? row.number("hi") : null;
        if (type.hasScale() && lo.compareTo(hi) >= 0) {
            throw row.refuse("hi", "must be above lo (" + lo + "), not " + hi);
        }
        return FormItem.of(new ScoredItem(code, skill, type, key(type, options, row), lo, hi), options);
    }

    private static ItemKey key(ItemType type, List<String> options, CsvRow row) {
        return new ItemKey(
                keyTexts(type, options, row),
                row.optionalOneOf("scoring", ItemKey.Scoring.class).orElse(ItemKey.Scoring.ALL_OR_NOTHING),
                atLeastZero(row, "penalty", BigDecimal.ONE),
                atLeastZero(row, "tolerance", BigDecimal.ZERO),
                row.optionalOneOf("tolerance_type", ItemKey.ToleranceType.class).orElse(ItemKey.ToleranceType.ABSOLUTE),
                row.flag("reverse"),
                weight(row),
                row.flag("critical"),
                row.flag("withdrawn"));
    }

    private static List<String> keyTexts(ItemType type, List<String> options, CsvRow row) {
        if (type.hasScale()) {
            return List.of();
        }
        List<String> key = row.list("key");
        if (key.isEmpty()) {
            throw row.refuse("key", "is empty");
        }
        if (type != ItemType.MULTIPLE_CHOICE && key.size() > 1) {
            throw row.refuse("key", "an item of type " + type + " has one right answer, not " + key.size());
        }
        if (type == ItemType.NUMERIC) {
            return List.of(row.number("key").toPlainString());
        }
        for (String option : key) {
            if (!options.isEmpty() && !options.contains(option)) {
                throw row.refuse("key", "'" + option + "' is not one of the options " + options);
            }
        }
        return key;
    }

    private static BigDecimal weight(CsvRow row) {
        BigDecimal weight = row.optionalNumber("weight").orElse(BigDecimal.ONE);
        if (weight.signum() <= 0) {
            throw row.refuse("weight", "must be above 0, not " + weight);
        }
        return weight;
    }

    private static BigDecimal atLeastZero(CsvRow row, String column, BigDecimal otherwise) {
        BigDecimal value = row.optionalNumber(column).orElse(otherwise);
        if (value.signum() < 0) {
            throw row.refuse(column, "must not be negative, but is " + value);
        }
        return value;
    }
}
