package org.hunar.server.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hunar.server.storage.DurableFilePath;

/** What the database itself can do: the rows that hang on a key, each changed once by plain JDBC batches. */
final class RawUpdates {
    private static final int ROWS_A_COMMIT = 500;

    private RawUpdates() {}

    /**
     * @param folder where a server had its database {@code hunar}
     * @return seconds
     */
    static double of(Path folder) throws SQLException {
        DurableFilePath.register();
        try (Connection connection = DriverManager.getConnection(
                RawInserts.durableH2(folder.resolve("hunar")) + ";REUSE_SPACE=FALSE", RawInserts.USER, "")) {
            connection.setAutoCommit(false);
            long begin = System.nanoTime();
            change(
                    connection,
                    "select assessment_id, scale from scores order by assessment_id, scale",
                    "update scores set points = points + 1, key_version = key_version + 1"
                            + " where programme = 'cpec-weld' and assessment_id = ? and scale = ?");
            change(
                    connection,
                    "select participant_id, contribution from standings order by participant_id",
                    "update standings set duplicates = duplicates + 1, contribution = contribution || ?2"
                            + " where programme = 'cpec-weld' and participant_id = ?1");
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void change(Connection connection, String rows, String update) throws SQLException {
        List<Object[]> keys = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(rows)) {
            while (row.next()) {
                keys.add(new Object[] {row.getObject(1), row.getObject(2)});
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (int from = 0; from < keys.size(); from += ROWS_A_COMMIT) {
                for (Object[] key : keys.subList(from, Math.min(keys.size(), from + ROWS_A_COMMIT))) {
                    statement.setObject(1, key[0]);
                    statement.setObject(2, key[1]);
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
            }
        }
    }
}
