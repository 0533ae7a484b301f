package org.hunar.server.export;

import java.util.List;

/**
 * A condition on a column that the database may check before a row is made.
 *
 * @param column its code
 * @param values of which one has to be met: texts, whole numbers as Long, or times
 */
public record Bound(String column, Comparison comparison, List<Object> values) {

    /** How the column stands to the value. */
    public enum Comparison {
        EQUAL("%1$s = %2$s"),
        AT_LEAST("%1$s >= %2$s"),
        AT_MOST("%1$s <= %2$s"),
        /** Or the column has none, which in an order comes before every value. */
        AT_MOST_OR_NONE("%1$s <= %2$s or %1$s is null");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        String sql(String column, String value) {
            return sql.formatted(column, value);
        }
    }

    public Bound {
        values = List.copyOf(values);
    }
}
