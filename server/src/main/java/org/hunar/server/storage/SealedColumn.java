package org.hunar.server.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/**
 * A column of which the owner of its table keeps values sealed; named so that another key can be put in the place of the
 * first.
 *
 * @param key columns of the primary key
 * @param column of texts, or of bytes
 * @param where condition of the rows in which it is sealed
 */
public record SealedColumn(String table, List<String> key, String column, boolean binary, String where) {
    private static final int BATCH = 200;

    public static SealedColumn ofTexts(String table, List<String> key, String column, String where) {
        return new SealedColumn(table, key, column, false, where);
    }

    public static SealedColumn ofBytes(String table, List<String> key, String column, String where) {
        return new SealedColumn(table, key, column, true, where);
    }

    /** A row under another key, or under none. */
    private record Row(List<Object> key, Object value) {}

    /** How many rows are not under the key that closes. */
    long left(Handle handle, Seal seal) {
        return handle.createQuery("select count(*) from " + table + " where " + otherwise())
                .bind("prefix", prefix(seal))
                .mapTo(Long.class)
                .one();
    }

    /**
     * Closes some rows anew.
     *
     * @param after key of the last row of the call before; empty at the beginning
     * @return key of the last row that was looked at; empty when there are none
     */
    Optional<List<Object>> reseal(Transaction tx, Optional<List<Object>> after) {
        String columns = String.join(", ", key);
        String named = IntStream.range(0, key.size()).mapToObj(i -> ":k" + i).collect(Collectors.joining(", "));
        Query query = tx.handle()
                .createQuery("select " + columns + ", " + column + " as sealed from " + table
                        + " where " + otherwise()
                        + (after.isPresent() ? " and (" + columns + ") > (" + named + ")" : "")
                        + " order by " + columns + " fetch first " + BATCH + " rows only for update")
                .bind("prefix", prefix(tx.seal()));
        after.ifPresent(last -> IntStream.range(0, last.size()).forEach(i -> query.bind("k" + i, last.get(i))));
        List<Row> rows = query.map((row, context) -> {
                    List<Object> id = new ArrayList<>();
                    for (String each : key) {
                        id.add(row.getObject(each));
                    }
                    return new Row(id, binary ? row.getBytes("sealed") : row.getString("sealed"));
                })
                .list();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String own = IntStream.range(0, key.size())
                .mapToObj(i -> key.get(i) + " = :k" + i)
                .collect(Collectors.joining(" and "));
        try (PreparedBatch batch =
                tx.handle().prepareBatch("update " + table + " set " + column + " = :value where " + own)) {
            for (Row row : rows) {
                batch.bind("value", again(tx.seal(), row.value()));
                IntStream.range(0, key.size())
                        .forEach(i -> batch.bind("k" + i, row.key().get(i)));
                batch.add();
            }
            batch.execute();
        }
        return Optional.of(rows.get(rows.size() - 1).key());
    }

    private static Object again(Seal seal, Object value) {
        return value instanceof byte[] bytes ? seal.close(seal.open(bytes)) : seal.close(seal.open((String) value));
    }

    private Object prefix(Seal seal) {
        return binary ? seal.prefix().getBytes(java.nio.charset.StandardCharsets.US_ASCII) : seal.prefix();
    }

    private String otherwise() {
        String beginning = "substring(" + column + " from 1 for " + Seal.PREFIX_LENGTH + ")";
        return where + " and " + column + " is not null and " + beginning + " <> :prefix";
    }
}
