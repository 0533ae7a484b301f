package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;
import org.hunar.server.export.Column;
import org.hunar.server.export.ExportTable;
import org.hunar.server.odata.filter.Expression;
import org.hunar.server.odata.filter.FilterParser;
import org.hunar.server.odata.filter.Property;
import org.junit.jupiter.api.Test;

/** Filters against a second reading of the standard, on rows in which much is missing. */
class FiltersAtRandomTest {
    private static final EntitySet SET = EntitySet.of(ExportTable.ASSESSMENTS, true);
    private static final List<String> TEXTS = List.of("", "a", "O'Brien", "''", "محمد علی", "王小明", "😀 %", "A", "null");
    private static final int ROWS = 60;
    private static final int FILTERS = 2_000;

    @Test
    void meanWhatTheStandardSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Map<String, Object>> rows =
                IntStream.range(0, ROWS).mapToObj(i -> row(random)).toList();
        List<Map<String, Object>> written =
                rows.stream().map(FiltersAtRandomTest::asWritten).toList();
        List<Object[]> shown = rows.stream().map(SET::row).toList();
        for (int i = 0; i < FILTERS; i++) {
            RandomFilter filter = RandomFilter.of(random, written, i % 6);
            Expression parsed = FilterParser.parse(filter.text(), SET.properties());
            List<Object> found = new ArrayList<>();
            List<Object> meant = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                found.add(parsed.of(shown.get(row)));
                meant.add(filter.meaning().apply(written.get(row)));
            }
            assertThat(found).as("seed %d: %s", seed, filter.text()).isEqualTo(meant);
        }
    }

    private static Map<String, Object> row(Random random) {
        Map<String, Object> row = new HashMap<>();
        for (Column column : SET.columns()) {
            if (random.nextInt(4) > 0) {
                row.put(column.code(), value(column.type(), random));
            }
        }
        return row;
    }

    private static Object value(Column.Type type, Random random) {
        return switch (type) {
            case TEXT, ANSWER ->
                random.nextInt(5) == 0 ? new UUID(random.nextInt(2), 7) : TEXTS.get(random.nextInt(TEXTS.size()));
            case INTEGER -> random.nextBoolean() ? (Object) random.nextInt(3) : (Object) (long) random.nextInt(3);
            case DECIMAL -> BigDecimal.valueOf(random.nextInt(40), random.nextInt(3));
            case REAL -> 100.0 * random.nextInt(8) / 7;
            case FLAG -> random.nextBoolean();
            case TIME -> Instant.parse("2026-09-20T09:31:02.123Z").plusNanos(random.nextInt(3) * 700_000L);
        };
    }

    /** The values as JSON has them, in the order of the columns. */
    private static Map<String, Object> asWritten(Map<String, Object> row) {
        Object[] shown = SET.row(row);
        Map<String, Object> written = new LinkedHashMap<>();
        for (Property property : SET.properties().values()) {
            Object value = shown[property.index()];
            written.put(property.name(), value instanceof Instant time ? Timestamps.format(time) : value);
        }
        return Json.readObject(Json.write(written)).asMap();
    }
}
