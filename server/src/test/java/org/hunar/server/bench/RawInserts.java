package org.hunar.server.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.storage.DurableFilePath;
import org.hunar.server.storage.Migrations;

/** What the database itself can do: the rows that a server stored, stored again by plain JDBC batches. */
final class RawInserts {
    static final String USER = "hunar";

    /** What a push stores of an assessment, by table. */
    private static final Map<String, String> STORED = Map.of(
            "operations", "entity_type = 'assessment'",
            "entities", "entity_type = 'assessment'",
            "feed", "entity = 'assessment'",
            "assessments", "true",
            "scores", "true");

    private RawInserts() {}

    static String durableH2(Path file) {
        return "jdbc:h2:dsync:" + file
                + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }

    /**
     * Stores the assessments of {@code hunar} in a new database of the same kind and with the same tables and indexes.
     *
     * @param folder where the server had its database {@code hunar}
     * @param writers how many store at the same time
     * @param batch assessments a commit
     * @return assessments a second
     */
    static double again(Path folder, int writers, int batch) throws Exception {
        DurableFilePath.register();
        Map<String, List<Object[]>> rows = read(source(folder.resolve("hunar")));
        JdbcDataSource empty = source(folder.resolve("raw"));
        // else H2 closes the file, and opens it anew, whenever nobody is connected
        empty.setURL(empty.getURL() + ";DB_CLOSE_DELAY=-1");
        Migrations.update(empty);
        int assessments = rows.get("assessments").size();
        long begin = System.nanoTime();
        insert(empty, rows, writers, assessments / batch);
        return assessments / ((System.nanoTime() - begin) / 1e9);
    }

    private static void insert(JdbcDataSource source, Map<String, List<Object[]>> rows, int writers, int commits)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int first = writer;
                tasks.add(() -> {
                    try (Connection connection = source.getConnection()) {
                        connection.setAutoCommit(false);
                        for (int commit = first; commit < commits; commit += writers) {
                            insertPart(connection, rows, commit, commits);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> each : threads.invokeAll(tasks)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void insertPart(Connection connection, Map<String, List<Object[]>> rows, int part, int parts)
            throws SQLException {
        for (Map.Entry<String, List<Object[]>> table : rows.entrySet()) {
            List<Object[]> all = table.getValue();
            List<Object[]> own = all.subList(
                    (int) ((long) all.size() * part / parts), (int) ((long) all.size() * (part + 1) / parts));
            String places = String.join(", ", Collections.nCopies(own.get(0).length, "?"));
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into " + table.getKey() + " values (" + places + ")")) {
                for (Object[] row : own) {
                    for (int i = 0; i < row.length; i++) {
                        insert.setObject(i + 1, row[i]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        connection.commit();
    }

    private static Map<String, List<Object[]>> read(JdbcDataSource source) throws SQLException {
        Map<String, List<Object[]>> rows = new LinkedHashMap<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : STORED.entrySet()) {
                try (ResultSet result =
                        statement.executeQuery("select * from " + table.getKey() + " where " + table.getValue())) {
                    rows.put(table.getKey(), rows(result));
                }
            }
        }
        return rows;
    }

    private static List<Object[]> rows(ResultSet result) throws SQLException {
        int width = result.getMetaData().getColumnCount();
        List<Object[]> rows = new ArrayList<>();
        while (result.next()) {
            Object[] row = new Object[width];
            for (int i = 0; i < width; i++) {
                boolean isLong = result.getMetaData().getColumnType(i + 1) == Types.CLOB;
                row[i] = isLong ? result.getString(i + 1) : result.getObject(i + 1);
            }
            rows.add(row);
        }
        return rows;
    }

    private static JdbcDataSource source(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(durableH2(file));
        source.setUser(USER);
        source.setPassword("");
        return source;
    }
}
