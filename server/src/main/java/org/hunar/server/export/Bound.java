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
        EQUAL("="),
        AT_LEAST(">="),
        AT_MOST("<=");

        private final String sql;

        Comparison(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    public Bound {
        values = List.copyOf(values);
    }
}
