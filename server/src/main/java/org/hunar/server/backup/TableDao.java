package org.hunar.server.backup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.RestoreMark;
import org.hunar.server.storage.Transaction;

/** Whole tables, whatever they are called. */
final class TableDao {
    /** Liquibase's own; the progress of a restore; and what comes in another shape, as files, or begins anew. */
    private static final Set<String> NOT_COPIED = Set.of(
            "databasechangelog", "databasechangeloglock", RestoreMark.TABLE, "blob_chunks", "blob_contents", "uploads");

    private static final int ROWS_FETCHED = 1000;
    /** Of one statement; PostgreSQL takes 65,535. */
    private static final int MOST_PARAMETERS = 2000;

    /** Receives rows, one after the other. */
    @FunctionalInterface
    interface RowReader {
        void row(List<Object> values);
    }

    /** All that a backup holds, each after those that it refers to. */
    List<Table> tables(Transaction tx) {
        Map<String, List<Table.Column>> columns = new TreeMap<>();
        tx.handle()
                .createQuery("""
                        select c.table_name, c.column_name, c.data_type, c.is_identity
                          from information_schema.columns c
                          join information_schema.tables t
                            on t.table_schema = c.table_schema and t.table_name = c.table_name
                         where c.table_schema = current_schema and t.table_type = 'BASE TABLE'
                         order by c.table_name, c.ordinal_position
                        """)
                .map((row, context) -> Map.entry(
                        row.getString("table_name"),
                        List.of(
                                row.getString("column_name"),
                                row.getString("data_type").toLowerCase(java.util.Locale.ROOT),
                                row.getString("is_identity"))))
                .forEach(row -> {
                    if (!NOT_COPIED.contains(row.getKey())) {
                        columns.computeIfAbsent(row.getKey(), table -> new ArrayList<>())
                                .add(new Table.Column(
                                        row.getValue().get(0),
                                        Kind.of(row.getValue().get(1)),
                                        row.getValue().get(2).equals("YES")));
                    }
                });
        Set<String> sorted = new LinkedHashSet<>();
        Map<String, Set<String>> references = references(tx);
        columns.keySet().forEach(table -> addAfterItsReferences(table, references, sorted));
        return sorted.stream()
                .filter(columns::containsKey)
                .map(table -> new Table(table, columns.get(table)))
                .toList();
    }

    private static void addAfterItsReferences(String table, Map<String, Set<String>> references, Set<String> sorted) {
        references.getOrDefault(table, Collections.emptySet()).stream()
                .filter(other -> !other.equals(table) && !sorted.contains(other))
                .forEach(other -> addAfterItsReferences(other, references, sorted));
        sorted.add(table);
    }

    private static Map<String, Set<String>> references(Transaction tx) {
        Map<String, Set<String>> references = new LinkedHashMap<>();
        tx.handle()
                .createQuery("""
                        select c.table_name as referring, u.table_name as referred
                          from information_schema.referential_constraints r
                          join information_schema.table_constraints c
                            on c.constraint_schema = r.constraint_schema and c.constraint_name = r.constraint_name
                          join information_schema.table_constraints u
                            on u.constraint_schema = r.unique_constraint_schema
                           and u.constraint_name = r.unique_constraint_name
                         where r.constraint_schema = current_schema
                        """)
                .map((row, context) -> Map.entry(row.getString("referring"), row.getString("referred")))
                .forEach(each -> references
                        .computeIfAbsent(each.getKey(), table -> new TreeSet<>())
                        .add(each.getValue()));
        return references;
    }

    /** Whether nobody has worked with this database yet; it may have been migrated, or have no tables at all. */
    boolean isEmpty(Transaction tx) {
        Set<String> present = new TreeSet<>(tx.handle()
                .createQuery("select table_name from information_schema.tables where table_schema = current_schema")
                .mapTo(String.class)
                .list());
        return List.of("users", "programmes", "operations", "participants", "assessments", "audit").stream()
                .filter(present::contains)
                .noneMatch(table -> hasRows(tx, table));
    }

    private static boolean hasRows(Transaction tx, String table) {
        return tx.handle()
                .createQuery("select 1 from " + table + " limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** What shows with which key names are sealed. */
    Optional<String> seal(Transaction tx) {
        return tx.handle()
                .createQuery("select sealed from identity_seal where id = 1")
                .mapTo(String.class)
                .findOne();
    }

    /** Gives each row to the reader; holds few of them in memory. */
    void read(Transaction tx, Table table, RowReader reader) {
        boolean lazily = tx.dialect() == Dialect.H2;
        try {
            if (lazily) {
                // H2 would otherwise put the whole table aside before it gives the first row
                tx.handle().execute("set lazy_query_execution 1");
            }
            try (Statement statement = tx.handle().getConnection().createStatement()) {
                statement.setFetchSize(ROWS_FETCHED);
                try (ResultSet row = statement.executeQuery(
                        "select " + String.join(", ", table.columnNames()) + " from " + table.name())) {
                    while (row.next()) {
                        reader.row(values(table, row));
                    }
                }
            } finally {
                if (lazily) {
                    tx.handle().execute("set lazy_query_execution 0");
                }
            }
        } catch (SQLException e) {
            throw new BackupException("table " + table.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Object> values(Table table, ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            values.add(table.columns().get(i).kind().read(row, i + 1));
        }
        return values;
    }

    void empty(Transaction tx, Table table) {
        tx.handle().execute("delete from " + table.name());
    }

    /** @param rows with a value for each column, of the kind that it has */
    void insert(Transaction tx, Table table, List<List<Object>> rows) {
        int most = Math.max(1, MOST_PARAMETERS / table.columns().size());
        try {
            for (int from = 0; from < rows.size(); from += most) {
                insertAtOnce(tx, table, rows.subList(from, Math.min(rows.size(), from + most)));
            }
        } catch (SQLException e) {
            throw new BackupException("table " + table.name() + " does not take a row: " + e.getMessage(), e);
        }
    }

    private static void insertAtOnce(Transaction tx, Table table, List<List<Object>> rows) throws SQLException {
        String places =
                "(" + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
        String sql = "insert into " + table.name() + " (" + String.join(", ", table.columnNames()) + ") values "
                + String.join(", ", Collections.nCopies(rows.size(), places));
        try (PreparedStatement statement = tx.handle().getConnection().prepareStatement(sql)) {
            int place = 1;
            for (List<Object> row : rows) {
                for (Object value : row) {
                    statement.setObject(place++, value);
                }
            }
            statement.executeUpdate();
        }
    }

    /** Lets numbers go on after the greatest that is there. */
    void continueNumbers(Transaction tx, Table table) {
        table.columns().stream().filter(Table.Column::identity).forEach(column -> {
            long next = tx.handle()
                    .createQuery("select coalesce(max(" + column.name() + "), 0) + 1 from " + table.name())
                    .mapTo(Long.class)
                    .one();
            tx.handle()
                    .execute(
                            "alter table " + table.name() + " alter column " + column.name() + " restart with " + next);
        });
    }
}
