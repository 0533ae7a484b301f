package org.hunar.server.odata;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.odata.filter.Kind;
import org.hunar.server.odata.filter.Property;

/**
 * Where a page ended: the values, in the order asked for, of its last row. So the next one begins behind it whatever came in
 * meanwhile, and the server keeps nothing.
 */
final class SkipToken {
    private SkipToken() {}

    static String of(RowOrder order, Object[] last) {
        List<Object> values = new ArrayList<>();
        order.steps().forEach(step -> values.add(plain(last[step.property().index()])));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(values).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A row with the values of the token, and no others.
     *
     * @throws InvalidException if it is none that was given out for this order
     */
    static Object[] read(String token, RowOrder order, EntitySet set) {
        Object[] row = new Object[set.columns().size()];
        try {
            Object json = Json.read(Base64.getUrlDecoder().decode(token));
            if (!(json instanceof List<?> values)
                    || values.size() != order.steps().size()) {
                throw new IllegalArgumentException("not as many values as the order has columns");
            }
            for (int i = 0; i < values.size(); i++) {
                Property property = order.steps().get(i).property();
                row[property.index()] = value(property.kind(), values.get(i));
            }
            return row;
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            throw InvalidException.at(
                    "?$skiptoken", "INVALID", "this is of no @odata.nextLink of this query; begin without it");
        }
    }

    private static Object plain(Object value) {
        return value instanceof Instant time ? Timestamps.format(time) : value;
    }

    private static Object value(Kind kind, Object json) {
        if (json == null) {
            return null;
        }
        return switch (kind) {
            case TEXT -> (String) json;
            case FLAG -> (Boolean) json;
            case TIME -> Instant.parse((String) json);
            case REAL -> ((BigDecimal) json).doubleValue();
            default -> (BigDecimal) json;
        };
    }
}
