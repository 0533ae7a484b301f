package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.hunar.server.storage.Migrations;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL: reached, let in, keeping what it acknowledges, at the same time of day, up to date. */
final class PostgreSqlCheck implements Check {
    private static final int PATIENCE_SECONDS = 5;
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);
    /** SQLSTATE classes: connection exception; invalid authorization; no such database. */
    private static final String UNREACHABLE = "08";

    private static final String NOT_LET_IN = "28";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final DataSourceFactory config;
    private final InstantSource clock;

    PostgreSqlCheck(DataSourceFactory config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        DataSource source = impatient(config);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.ok(
                    DatabaseCheck.SUBJECT, "PostgreSQL " + text(statement, "show server_version") + " answers"));
            findings.addAll(durability(statement));
            findings.addAll(clock(statement));
            findings.add(migrations(Migrations.missing(source)));
            return findings;
        } catch (SQLException e) {
            return List.of(unreachable(e));
        }
    }

    static DataSource impatient(DataSourceFactory config) {
        return impatient(config, config.getUrl());
    }

    /** @param url of another server that lets the same user in */
    static DataSource impatient(DataSourceFactory config, String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(config.getUser());
        source.setPassword(config.getPassword());
        source.setConnectTimeout(PATIENCE_SECONDS);
        source.setSocketTimeout(PATIENCE_SECONDS);
        return source;
    }

    private static List<Finding> durability(Statement statement) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = text(statement, "show " + setting);
            if (value.equals("off")) {
                findings.add(Finding.wrong(
                        DatabaseCheck.SUBJECT,
                        setting + " is off: a cut of power loses acknowledged work",
                        "set " + setting + " = on in postgresql.conf and restart PostgreSQL"));
            }
        }
        return findings;
    }

    private List<Finding> clock(Statement statement) throws SQLException {
        Instant theirs;
        try (ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            theirs = row.getObject(1, OffsetDateTime.class).toInstant();
        }
        Duration skew = Duration.between(theirs, clock.instant()).abs();
        return skew.compareTo(MOST_SKEW) <= 0
                ? List.of()
                : List.of(Finding.warning(
                        "clock",
                        "is " + skew.toSeconds() + " s away from PostgreSQL's",
                        "set both by NTP (timedatectl set-ntp true)"));
    }

    private static Finding migrations(int missing) {
        return missing == 0
                ? Finding.ok("migrations", "up to date")
                : Finding.wrong(
                        "migrations",
                        missing + " of this version have not been run",
                        "java -jar hunar.jar db migrate config.yml");
    }

    private Finding unreachable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith(NOT_LET_IN)) {
            return Finding.wrong(
                    DatabaseCheck.SUBJECT,
                    "PostgreSQL does not let " + config.getUser() + " in: " + e.getMessage(),
                    "set HUNAR_DATABASE_USER and HUNAR_DATABASE_PASSWORD");
        }
        if (state.equals(NO_SUCH_DATABASE)) {
            return Finding.wrong(DatabaseCheck.SUBJECT, e.getMessage(), "createdb, then db migrate config.yml");
        }
        String remedy = state.startsWith(UNREACHABLE)
                ? "start PostgreSQL, or correct HUNAR_DATABASE_URL"
                : "see the log of PostgreSQL";
        return Finding.wrong(DatabaseCheck.SUBJECT, "cannot be reached: " + e.getMessage(), remedy);
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
