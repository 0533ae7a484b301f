package org.hunar.server.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;

/** A value as the text of a cell. */
public final class CellText {
    private CellText() {}

    /** Null for none; numbers with all their digits, options with spaces between, what has parts of its own as JSON. */
    public static String of(Object value) {
        if (value == null) {
            return null;
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof Instant time) {
            return Timestamps.format(time);
        } else if (value instanceof Collection<?> options && options.stream().allMatch(String.class::isInstance)) {
            return options.stream().map(String.class::cast).collect(Collectors.joining(" "));
        } else if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return Json.write(value);
        }
        return value.toString();
    }
}
