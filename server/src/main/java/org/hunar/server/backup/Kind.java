package org.hunar.server.backup;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The types of columns that both databases have, and how a value of each is written: the same from either of them. */
enum Kind {
    TEXT("character varying", "text", "character", "character large object") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        Object parse(Object written) {
            return written;
        }
    },
    WHOLE("bigint", "integer", "smallint") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }

        @Override
        Object parse(Object written) {
            return ((Number) written).longValue();
        }
    },
    FLAG("boolean") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            boolean value = row.getBoolean(column);
            return row.wasNull() ? null : value;
        }

        @Override
        Object parse(Object written) {
            return written;
        }
    },
    ID("uuid") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            UUID value = row.getObject(column, UUID.class);
            return value == null ? null : value.toString();
        }

        @Override
        Object parse(Object written) {
            return UUID.fromString((String) written);
        }
    },
    /** To the microsecond, as both databases keep it. */
    TIME("timestamp with time zone") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant().toString();
        }

        @Override
        Object parse(Object written) {
            return Instant.parse((String) written).atOffset(ZoneOffset.UTC);
        }
    },
    DATE("date") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            LocalDate value = row.getObject(column, LocalDate.class);
            return value == null ? null : value.toString();
        }

        @Override
        Object parse(Object written) {
            return LocalDate.parse((String) written);
        }
    },
    /** As text without trailing zeros, since a number in JSON may be read as one that is not exact. */
    DECIMAL("numeric") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            BigDecimal value = row.getBigDecimal(column);
            return value == null ? null : value.stripTrailingZeros().toPlainString();
        }

        @Override
        Object parse(Object written) {
            return new BigDecimal((String) written);
        }
    },
    FLOATING("double precision") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            double value = row.getDouble(column);
            return row.wasNull() ? null : Double.toString(value);
        }

        @Override
        Object parse(Object written) {
            return Double.valueOf((String) written);
        }
    },
    BYTES("bytea", "binary varying", "binary large object") {
        @Override
        Object read(ResultSet row, int column) throws SQLException {
            byte[] value = row.getBytes(column);
            return value == null ? null : Base64.getEncoder().encodeToString(value);
        }

        @Override
        Object parse(Object written) {
            return Base64.getDecoder().decode((String) written);
        }
    };

    private final List<String> sqlTypes;

    Kind(String... sqlTypes) {
        this.sqlTypes = List.of(sqlTypes);
    }

    /**
     * @param sqlType as the catalogue names it
     * @throws IllegalStateException if there is none such: whoever adds a type to the tables adds it here
     */
    static Kind of(String sqlType) {
        return Arrays.stream(values())
                .filter(kind -> kind.sqlTypes.contains(sqlType))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a backup cannot hold columns of type " + sqlType));
    }

    /** What JSON can hold; null for null. */
    abstract Object read(ResultSet row, int column) throws SQLException;

    /** @param written by {@link #read}, and not null */
    abstract Object parse(Object written);
}
