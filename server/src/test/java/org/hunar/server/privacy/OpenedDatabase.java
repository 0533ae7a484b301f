package org.hunar.server.privacy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.TestSeal;

/** Every value of every table as somebody reads it who has the database and the key. */
public final class OpenedDatabase {
    private final Database database;

    public OpenedDatabase(Database database) {
        this.database = database;
    }

    /** Tables and columns in which any of the texts stands. */
    public List<String> placesOf(List<String> texts) {
        return database.inSnapshot(tx -> {
            List<String> places = new ArrayList<>();
            try {
                Connection connection = tx.handle().getConnection();
                for (String table : tables(connection)) {
                    look(connection, table, texts, places);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return places;
        });
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private static void look(Connection connection, String table, List<String> texts, List<String> places)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String value = value(rows, i);
                    for (String text : texts) {
                        if (value.contains(text)) {
                            places.add(table + "." + rows.getMetaData().getColumnName(i) + ": " + text);
                        }
                    }
                }
            }
        }
    }

    private static String value(ResultSet rows, int column) throws SQLException {
        if (rows.getMetaData()
                .getColumnTypeName(column)
                .toLowerCase(Locale.ROOT)
                .matches("bytea|binary.*")) {
            byte[] bytes = rows.getBytes(column);
            return bytes == null ? "" : new String(TestSeal.SEAL.open(bytes), StandardCharsets.UTF_8);
        }
        String text = rows.getString(column);
        return text == null ? "" : TestSeal.SEAL.open(text);
    }
}
