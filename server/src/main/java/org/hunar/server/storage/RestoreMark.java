package org.hunar.server.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The table that is there while a backup is being restored, and after that was broken off: half of a store is none. */
public final class RestoreMark {
    public static final String TABLE = "restore_progress";

    private RestoreMark() {}

    public static boolean isOn(DataSource source) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select 1
                          from information_schema.tables
                         where table_schema = current_schema and table_name = ?
                        """)) {
            statement.setString(1, TABLE);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked for its tables", e);
        }
    }

    /** @throws RefusedToStartException if it is there */
    static void requireNone(DataSource source) {
        if (isOn(source)) {
            throw new RefusedToStartException("a backup is being restored into this database, or that was broken off:"
                    + " run restore with the same file again, it goes on where it was");
        }
    }
}
