package org.hunar.server.simulation;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Retry;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestSeal;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that all nodes share. A transaction never waits long for another: both are run by one thread, so the
 * other cannot go on before this one has given up.
 */
final class SharedStore {
    private static final String LONGEST_WAIT_MILLIS = "1";

    /** Few rows, the same statements again and again: plans are made once. */
    private static final String SAVING_PLANS = " -c plan_cache_mode=force_generic_plan -c jit=off";

    private static final int BETWEEN_VACUUMS = 25;

    private final DataSource source;
    private final Dialect dialect;
    private final Connection connection;
    private final List<String> tables;
    private int restored;

    private SharedStore(DataSource source, Dialect dialect) throws SQLException {
        this.source = source;
        this.dialect = dialect;
        this.connection = source.getConnection();
        this.tables = tables(connection);
        if (dialect == Dialect.POSTGRESQL) {
            withoutAutovacuum();
        }
    }

    /** An empty one. */
    static SharedStore create(TestDatabase.Kind kind) {
        TestDatabase database = kind.create();
        try {
            return kind == TestDatabase.Kind.H2
                    ? new SharedStore(h2(database), Dialect.H2)
                    : new SharedStore(postgreSql(database), Dialect.POSTGRESQL);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> tables() {
        return tables;
    }

    Dialect dialect() {
        return dialect;
    }

    /** A connection of its own for a node. */
    Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same store past the nodes, where nothing interrupts. */
    Database database() {
        return Database.over(source, dialect(), new Retry(new Random(), pause -> {}), TestSeal.SEAL);
    }

    /**
     * What one sees who looks at the tables from outside; each row a map of lower-case names to values. What is sealed
     * is opened.
     */
    List<Map<String, Object>> query(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return rows(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static List<Map<String, Object>> rows(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData shape = rows.getMetaData();
            String[] names = new String[shape.getColumnCount()];
            for (int i = 0; i < names.length; i++) {
                names[i] = shape.getColumnLabel(i + 1);
            }
            List<Map<String, Object>> result = new ArrayList<>();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], value(rows, i + 1));
                }
                result.add(row);
            }
            return result;
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of all tables, as a backup has them. */
    Backup backup() {
        Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(
                table,
                query("select * from " + table).stream()
                        .map(row -> (List<Object>) new ArrayList<>(row.values()))
                        .toList()));
        return new Backup(rows);
    }

    /** Makes all tables what they were; H2 would forget all plans if it were told to overlook references meanwhile. */
    void restore(Backup backup) {
        // at once: one message to PostgreSQL and back
        execute(IntStream.rangeClosed(1, tables.size())
                .mapToObj(last -> "delete from " + tables.get(tables.size() - last))
                .collect(Collectors.joining("; ")));
        if (dialect == Dialect.POSTGRESQL && ++restored % BETWEEN_VACUUMS == 0) {
            execute("vacuum (truncate false) " + String.join(", ", tables));
        }
        backup.rows().forEach(this::insert);
    }

    /** PostgreSQL's own way to clear up takes locks, at moments that no seed knows of. */
    private void withoutAutovacuum() {
        tables.forEach(table -> execute("alter table " + table + " set (autovacuum_enabled = false)"));
    }

    /** Table to rows. */
    record Backup(Map<String, List<List<Object>>> rows) {}

    private void insert(String table, List<List<Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String places = String.join(", ", Collections.nCopies(rows.get(0).size(), "?"));
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table + " values (" + places + ")")) {
            for (List<Object> row : rows) {
                for (int i = 0; i < row.size(); i++) {
                    statement.setObject(i + 1, row.get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private static Object value(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof Timestamp time) {
            return time.toInstant().atOffset(ZoneOffset.UTC);
        }
        if (value instanceof byte[] bytes) {
            return TestSeal.SEAL.open(bytes);
        }
        Object text = value instanceof Clob ? rows.getString(column) : value;
        return text instanceof String stored ? TestSeal.SEAL.open(stored) : text;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        tables.removeIf(table -> table.startsWith("databasechangelog"));
        return inOrder(tables, connection);
    }

    /** Each after those that it refers to. */
    private static List<String> inOrder(List<String> tables, Connection connection) throws SQLException {
        Map<String, Set<String>> references = new LinkedHashMap<>();
        for (String table : tables) {
            Set<String> others = new HashSet<>();
            try (ResultSet keys = connection.getMetaData().getImportedKeys(null, "public", table)) {
                while (keys.next()) {
                    others.add(keys.getString("PKTABLE_NAME"));
                }
            }
            references.put(table, others);
        }
        List<String> ordered = new ArrayList<>();
        while (!references.isEmpty()) {
            String next = references.keySet().stream()
                    .filter(table -> ordered.containsAll(references.get(table)))
                    .findFirst()
                    .orElseThrow();
            ordered.add(next);
            references.remove(next);
        }
        return ordered;
    }

    private static DataSource h2(TestDatabase database) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(database.url() + ";QUERY_CACHE_SIZE=500;LOCK_TIMEOUT=" + LONGEST_WAIT_MILLIS);
        source.setUser(database.user());
        source.setPassword("");
        return source;
    }

    private static DataSource postgreSql(TestDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setOptions("-c lock_timeout=" + LONGEST_WAIT_MILLIS + SAVING_PLANS);
        source.setPrepareThreshold(2);
        source.setPreparedStatementCacheQueries(1000);
        return source;
    }
}
