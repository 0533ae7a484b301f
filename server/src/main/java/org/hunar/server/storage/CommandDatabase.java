package org.hunar.server.storage;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;

/** The database for the time of one command. */
public final class CommandDatabase {
    /** Neither made nor changed, and nothing written about it. */
    private static final String H2_READ_ONLY = ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";

    private CommandDatabase() {}

    /**
     * Opened as the server opens it.
     *
     * @param config the section {@code database}
     * @param identity the section {@code identity}
     * @throws RefusedToStartException if the URL is not to be trusted, the tables are not up to date, or the database is
     *     embedded in a server that is running
     */
    public static void use(
            DataSourceFactory config,
            IdentityConfig identity,
            DatabaseUrl rule,
            Retry retry,
            SecureRandom random,
            Consumer<Database> work)
            throws Exception {
        try {
            bare(config, rule, retry, (source, database) -> {
                StorageFeature.migrate(source, database.dialect());
                Seal seal = new IdentityKey(Jdbi.create(source), identity, random).seal();
                work.accept(Database.over(source, database.dialect(), retry, seal));
            });
        } catch (InUseException e) {
            throw stopIt(e);
        }
    }

    /** @throws RefusedToStartException if it cannot be opened now, such as by a server that is running */
    static void requireOpens(DataSourceFactory config) {
        try {
            tryOpen(config);
        } catch (InUseException e) {
            throw stopIt(e);
        }
    }

    private static RefusedToStartException stopIt(InUseException inUse) {
        return new RefusedToStartException(inUse.getMessage() + ": stop it first", inUse);
    }

    /**
     * For who only reads, and leaves sealed what is sealed.
     *
     * @throws RefusedToStartException if it is not there, or the tables are not up to date
     * @throws InUseException if it is embedded in a server that is running
     */
    public static void read(DataSourceFactory config, DatabaseUrl rule, Retry retry, Work work) throws Exception {
        if (DatabaseUrl.file(config.getUrl()).isPresent()) {
            config.setUrl(config.getUrl() + H2_READ_ONLY);
        }
        bare(config, rule, retry, (source, database) -> {
            RestoreMark.requireNone(source);
            Migrations.requireCurrent(source);
            work.with(source, database);
        });
    }

    /**
     * As it is, perhaps without any tables; what is sealed stays so.
     *
     * @throws InUseException if it is embedded in a server that is running
     */
    public static void bare(DataSourceFactory config, DatabaseUrl rule, Retry retry, Work work) throws Exception {
        Dialect dialect = StorageFeature.prepare(config, rule);
        ManagedDataSource source = config.build(new MetricRegistry(), "command");
        tryOpen(config);
        source.start();
        try {
            work.with(source, Database.over(source, dialect, retry, Seal.none()));
        } finally {
            source.stop();
        }
    }

    /** @throws RefusedToStartException if the key of the names does not open what was sealed elsewhere */
    public static void requireKey(IdentityConfig identity, Optional<String> check) {
        IdentityKey.requireOpens(identity, check);
    }

    /** What is done with an open database. */
    @FunctionalInterface
    public interface Work {
        void with(DataSource source, Database database) throws Exception;
    }

    /** A server that is running has the embedded database open, and nobody else can. */
    public static final class InUseException extends Exception {
        private static final long serialVersionUID = 1L;

        InUseException(Throwable cause) {
            super("a server that is running has the database open", cause);
        }
    }

    /** By one connection first: the pool would tell of its failure in a hundred lines. */
    private static void tryOpen(DataSourceFactory config) throws InUseException {
        try {
            DriverManager.getConnection(config.getUrl(), config.getUser(), config.getPassword())
                    .close();
        } catch (SQLException e) {
            throw named(e);
        }
    }

    /** @throws InUseException if that is the reason */
    private static RefusedToStartException named(SQLException thrown) throws InUseException {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                switch (sql.getErrorCode()) {
                    case ErrorCode.DATABASE_ALREADY_OPEN_1 -> {
                        throw new InUseException(thrown);
                    }
                    case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 -> {
                        return new RefusedToStartException("there is no database: " + sql.getMessage(), thrown);
                    }
                    default -> {
                        // another reason, or a deeper cause tells it
                    }
                }
            }
        }
        return new RefusedToStartException("the database cannot be opened: " + thrown.getMessage(), thrown);
    }
}
