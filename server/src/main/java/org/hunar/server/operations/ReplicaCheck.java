package org.hunar.server.operations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hunar.server.storage.StorageConfig;

/** A replica that reports are read from: it follows, or the primary does its work. */
final class ReplicaCheck implements Check {
    private static final String SUBJECT = "replica";
    private static final double BYTES_OF_A_MIB = 1024 * 1024;

    private final StorageConfig config;
    private final String url;

    ReplicaCheck(StorageConfig config, String url) {
        this.config = config;
        this.url = url;
    }

    @Override
    public List<Finding> look() {
        try (Connection replica = PostgreSqlCheck.impatient(config, url).getConnection()) {
            if (number(replica, "select case when pg_is_in_recovery() then 1 else 0 end") == 0) {
                return List.of(Finding.warning(
                        SUBJECT,
                        "follows no primary, so nothing is read from it",
                        "set HUNAR_REPLICA_URL to a streaming replica, or leave it empty"));
            }
            return List.of(behind(replica));
        } catch (SQLException e) {
            return List.of(Finding.warning(
                    SUBJECT,
                    "cannot be reached, so the primary does its work: " + e.getMessage(),
                    "start it, or correct HUNAR_REPLICA_URL"));
        }
    }

    private Finding behind(Connection replica) throws SQLException {
        try (Connection primary =
                PostgreSqlCheck.impatient(config, config.getUrl()).getConnection()) {
            long written = number(primary, "select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')");
            long replayed = number(replica, "select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')");
            return Finding.ok(
                    SUBJECT, "follows, %.1f MiB behind".formatted(Math.max(0, written - replayed) / BYTES_OF_A_MIB));
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
