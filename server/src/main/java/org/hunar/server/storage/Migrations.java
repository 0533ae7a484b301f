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
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings the tables to the state that this version of the server needs, or tells that they are not in it. */
public final class Migrations {
    /** On the class path; lists every file of {@code db/} in order. */
    public static final String CHANGELOG = "db/changelog.xml";

    private static final String SEEN = "databasechangelog";

    private Migrations() {}

    /** Liquibase reports the use of itself to its maker unless told otherwise; a server's operator was never asked. */
    public static void keepToOurselves() {
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    /** Runs every migration that this database has not seen. */
    public static void update(DataSource source) {
        if (!hasSeenAll(source)) {
            with(source, liquibase -> {
                liquibase.update(new Contexts(), new LabelExpression());
                return null;
            });
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
        if (hasSeenAll(source)) {
            return 0;
        }
        List<ChangeSet> missing =
                with(source, liquibase -> liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()));
        return missing.size();
    }

    /**
     * Whether there is nothing for Liquibase to do, as at nearly every start: to load it only to hear that takes a good
     * part of the start, and memory for as long as the server runs.
     */
    private static boolean hasSeenAll(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String dbms = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            return seen(connection).containsAll(MigrationFiles.names(dbms));
        } catch (SQLException e) {
            throw new RefusedToStartException("the database could not be asked for its state: " + e.getMessage(), e);
        }
    }

    /** As Liquibase keeps them; none where it never was. */
    private static Set<String> seen(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet table =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), SEEN, null)) {
            if (!table.next()) {
                return names;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select filename, id from " + SEEN)) {
            while (rows.next()) {
                names.add(MigrationFiles.name(rows.getString("filename"), rows.getString("id")));
            }
        }
        return names;
    }

    /** Every migration of this version, in order. */
    public static List<String> known(DataSource source) {
        return with(source, liquibase -> names(liquibase.getDatabaseChangeLog().getChangeSets()));
    }

    /** Those that this database has seen, in order. */
    public static List<String> seen(DataSource source) {
        return with(source, liquibase -> {
            List<String> unseen = names(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()));
            return names(liquibase.getDatabaseChangeLog().getChangeSets()).stream()
                    .filter(name -> !unseen.contains(name))
                    .toList();
        });
    }

    /** Runs the next ones, so many and no more. */
    public static void updateBy(DataSource source, int number) {
        with(source, liquibase -> {
            liquibase.update(number, new Contexts(), new LabelExpression());
            return null;
        });
    }

    private static List<String> names(List<ChangeSet> changes) {
        return changes.stream()
                .map(change -> MigrationFiles.name(change.getFilePath(), change.getId()))
                .toList();
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Liquibase liquibase) throws LiquibaseException;
    }

    private static <T> T with(DataSource source, Work<T> work) {
        keepToOurselves();
        try (Connection connection = source.getConnection()) {
            // Liquibase tells its progress on the console unless its console is the log
            return Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), (Scope.ScopedRunnerWithReturn<T>)
                    () -> with(connection, work));
        } catch (Exception e) {
            throw new RefusedToStartException("the database could not be brought up to date: " + e.getMessage(), e);
        }
    }

    private static <T> T with(Connection connection, Work<T> work) throws LiquibaseException {
        try (Liquibase liquibase =
                new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            return work.with(liquibase);
        }
    }
}
