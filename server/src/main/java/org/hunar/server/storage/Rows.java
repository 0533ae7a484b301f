package org.hunar.server.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Many rows in one statement: each column is bound as one array, to be read in the SQL by
 * {@code unnest(cast(:id as uuid array), cast(:cohort as varchar array), …)}. Runs unchanged on both databases, counts
 * what it changed exactly, and costs one round trip however many rows there are.
 */
public final class Rows<T> {
    private final List<T> rows;
    private final Map<String, Argument> columns = new LinkedHashMap<>();

    private Rows(Collection<T> rows) {
        this.rows = List.copyOf(rows);
    }

    public static <T> Rows<T> of(Collection<T> rows) {
        return new Rows<>(rows);
    }

    public Rows<T> text(String name, Function<T, String> column) {
        return column(name, "varchar", column);
    }

    public Rows<T> uuid(String name, Function<T, UUID> column) {
        return column(name, "uuid", column);
    }

    /** Whole numbers; cast to {@code bigint array}. */
    public Rows<T> number(String name, Function<T, Long> column) {
        return column(name, "bigint", column);
    }

    /** Cast to {@code numeric(38,18) array}: H2 takes {@code numeric array} for whole numbers. */
    public Rows<T> decimal(String name, Function<T, BigDecimal> column) {
        return column(name, "numeric", column);
    }

    public Rows<T> flag(String name, Function<T, Boolean> column) {
        return column(name, "boolean", column);
    }

    /** Cast to {@code timestamp with time zone array}. */
    public Rows<T> time(String name, Function<T, Instant> column) {
        return column(name, "timestamptz", row -> {
            Instant instant = column.apply(row);
            return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
        });
    }

    /** Cast to {@code bytea array}. */
    public Rows<T> bytes(String name, Function<T, byte[]> column) {
        return array(name, "bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private Rows<T> column(String name, String sqlType, Function<T, ?> column) {
        List<Object> values = new ArrayList<>();
        for (T row : rows) {
            values.add(column.apply(row));
        }
        return array(name, sqlType, values.toArray());
    }

    private Rows<T> array(String name, String sqlType, Object[] values) {
        columns.put(
                name,
                (position, statement, context) ->
                        statement.setArray(position, statement.getConnection().createArrayOf(sqlType, values)));
        return this;
    }

    /** Binds the columns by their names. */
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        columns.forEach((name, values) -> statement.bind(name, values));
        return statement;
    }

    /** Runs the statement; nothing at all when there are no rows. Returns how many rows it changed. */
    public int execute(Transaction tx, String sql) {
        return rows.isEmpty() ? 0 : bindTo(tx.handle().createUpdate(sql)).execute();
    }
}
