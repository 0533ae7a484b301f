package org.hunar.server.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings the tables to the state that this version of the server needs, or tells that they are not in it. */
public final class Migrations {
    /** On the class path; lists every file of {@code db/} in order. */
    public static final String CHANGELOG = "db/changelog.xml";

    private static final String HISTORY = "databasechangelog";

    private Migrations() {}

    /** Liquibase reports the use of itself to its maker unless told otherwise; a server's operator was never asked. */
    public static void keepToOurselves() {
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    /**
     * Runs every migration that this database has not seen. Where there is none, as at nearly every start, Liquibase is not
     * asked: to load it only to hear that takes a good part of the start, and memory for as long as the server runs.
     */
    public static void update(DataSource source) {
        if (missing(source) > 0) {
            with(source, liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
        }
    }

    /** @throws RefusedToStartException if this database has not seen every migration */
    public static void requireCurrent(DataSource source) {
        int missing = missing(source);
        if (missing > 0) {
            throw new RefusedToStartException("the database lacks " + missing
                    + " migrations of this version; run: java -jar hunar.jar db migrate config.yml");
        }
    }

    /** How many migrations this database has not seen. */
    public static int missing(DataSource source) {
        return unseen(source).size();
    }

    /** Names of every migration of this version, in order. */
    public static List<String> known() {
        return MigrationFiles.all().stream().map(MigrationFiles.Migration::name).toList();
    }

    /** Names of those that this database has seen, or that are not for it, in order. */
    public static List<String> seen(DataSource source) {
        Set<String> unseen = unseen(source);
        return known().stream().filter(name -> !unseen.contains(name)).toList();
    }

    private static Set<String> unseen(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String dbms = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            Set<String> run = run(connection);
            return MigrationFiles.all().stream()
                    .filter(migration -> migration.isFor(dbms))
                    .map(MigrationFiles.Migration::name)
                    .filter(name -> !run.contains(name))
                    .collect(Collectors.toSet());
        } catch (SQLException e) {
            throw new RefusedToStartException("the database could not be asked for its state: " + e.getMessage(), e);
        }
    }

    /** What Liquibase has noted; nothing where it never was. */
    private static Set<String> run(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet table =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), HISTORY, null)) {
            if (!table.next()) {
                return names;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select filename, id from " + HISTORY)) {
            while (rows.next()) {
                names.add(MigrationFiles.name(rows.getString("filename"), rows.getString("id")));
            }
        }
        return names;
    }

    /** Runs the next ones, so many and no more. */
    public static void updateBy(DataSource source, int number) {
        with(source, liquibase -> liquibase.update(number, new Contexts(), new LabelExpression()));
    }

    @FunctionalInterface
    private interface Work {
        void with(Liquibase liquibase) throws LiquibaseException;
    }

    private static void with(DataSource source, Work work) {
        keepToOurselves();
        try (Connection connection = source.getConnection()) {
            // Liquibase tells its progress on the console unless its console is the log
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> with(connection, work));
        } catch (Exception e) {
            throw new RefusedToStartException("the database could not be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void with(Connection connection, Work work) throws LiquibaseException {
        try (Liquibase liquibase =
                new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            work.with(liquibase);
        }
    }
}
