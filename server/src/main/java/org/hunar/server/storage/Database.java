package org.hunar.server.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.engine.Constants;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.TransactionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door to the tables: a transaction that is kept as a whole, or a snapshot to read from. */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource source;
    private final Jdbi jdbi;
    private final Dialect dialect;
    private final Retry retry;
    private final Optional<Turns> turns;
    private final Seal seal;
    private final Optional<Replica> replica;

    private Database(
            DataSource source,
            Dialect dialect,
            Retry retry,
            Optional<Turns> turns,
            Seal seal,
            Optional<Replica> replica) {
        this.source = source;
        this.jdbi = discreet(source);
        this.dialect = dialect;
        this.retry = retry;
        this.turns = turns;
        this.seal = seal;
        this.replica = replica;
    }

    /**
     * @param retry how often, and after which pauses, a transaction is run again
     * @param seal for what tells who people are
     */
    public static Database over(DataSource source, Dialect dialect, Retry retry, Seal seal) {
        return new Database(source, dialect, retry, Optional.empty(), seal, Optional.empty());
    }

    /** A server's own: where the database needs it, those who write do so one after the other ({@link Turns}). */
    static Database ofServer(DataSource source, Dialect dialect, Retry retry, Seal seal, Optional<Replica> replica) {
        Optional<Turns> turns = dialect == Dialect.H2 ? Optional.of(new Turns()) : Optional.empty();
        return new Database(source, dialect, retry, turns, seal, replica);
    }

    /** By default a failure's message tells the arguments of the statement, in which names of people stand. */
    static Jdbi discreet(DataSource source) {
        Jdbi jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /**
     * Runs the work in one READ COMMITTED transaction, as connections come from the pool ({@link StorageConfig}), and
     * commits it. The whole is run again, a bounded number of times, when it met another transaction ({@link Retry});
     * so the work has no effect outside the database.
     *
     * @throws BusyException if it met others at each attempt; nothing was stored
     * @throws UnavailableException if the disk is full or the database away; what was done is stored whole or not at all
     * @throws IllegalStateException if called within a transaction: hand the {@link Transaction} on instead
     */
    public <T> T inTransaction(Function<Transaction, T> work) {
        return retry.call(() -> inTurn(() -> jdbi.withHandle(handle -> {
            requireOutside(handle);
            return handle.inTransaction(open -> work.apply(new Transaction(open, dialect, seal)));
        })));
    }

    /** As {@link #inTransaction}, and keeps nothing of it: tells what the work would do. */
    public <T> T inTrial(Function<Transaction, T> work) {
        return retry.call(() -> inTurn(() -> jdbi.withHandle(handle -> {
            requireOutside(handle);
            return handle.inTransaction(open -> {
                T outcome = work.apply(new Transaction(open, dialect, seal));
                open.rollback();
                return outcome;
            });
        })));
    }

    /**
     * Reads in one transaction whose statements all see the same moment (REPEATABLE READ on PostgreSQL, SNAPSHOT on
     * H2). PostgreSQL refuses to write in it; H2 ignores that wish.
     */
    public <T> T inSnapshot(Function<Transaction, T> work) {
        return retry.call(() -> jdbi.withHandle(handle -> {
            requireOutside(handle);
            return snapshot(handle, work);
        }));
    }

    /**
     * Reads by one statement, which sees one moment by itself: a single message to the database, where a snapshot takes
     * four.
     */
    public <T> T inOneStatement(Function<Transaction, T> work) {
        return retry.call(() -> jdbi.withHandle(handle -> {
            requireOutside(handle);
            return work.apply(new Transaction(handle, dialect, seal));
        }));
    }

    /**
     * As {@link #inSnapshot}, of a moment that may be some seconds ago: read from the replica where there is one that is well.
     * Whatever fails there, or is not there yet, is read from the primary; so the work has no effect outside the database.
     */
    public <T> T inRecentSnapshot(Function<Transaction, T> work) {
        Optional<Duration> behind = replica.flatMap(Replica::behind);
        if (behind.isPresent()) {
            try {
                T read = replica.get().jdbi().withHandle(handle -> {
                    requireOutside(handle);
                    return snapshot(handle, work);
                });
                Staleness.met(behind.get());
                return read;
            } catch (RuntimeException e) {
                LOG.debug("What the replica could not answer is asked of the primary", e);
            }
        }
        return inSnapshot(work);
    }

    /** Where what may be some seconds old is read from; empty if that is the primary, too. */
    public Optional<Replica> replica() {
        return replica;
    }

    /** Whether it lives in this process, so that no other node can share it. */
    public boolean isEmbedded() {
        return dialect == Dialect.H2;
    }

    /** Names of those that it has seen, in order. */
    public List<String> migrations() {
        return Migrations.seen(source);
    }

    Seal seal() {
        return seal;
    }

    Dialect dialect() {
        return dialect;
    }

    Jdbi jdbi() {
        return jdbi;
    }

    private <T> T inTurn(Supplier<T> attempt) {
        return turns.isPresent() ? turns.get().take(attempt) : attempt.get();
    }

    private <T> T snapshot(Handle handle, Function<Transaction, T> work) {
        try {
            Connection connection = handle.getConnection();
            // PostgreSQL hears of it with the beginning of the transaction, at no message of its own
            connection.setReadOnly(true);
            try {
                return dialect == Dialect.POSTGRESQL
                        ? snapshotOfPostgreSql(handle, work)
                        : snapshotOfH2(handle, connection, work);
            } finally {
                connection.setReadOnly(false);
            }
        } catch (SQLException e) {
            throw new TransactionException("cannot begin or end a snapshot", e);
        }
    }

    /** Asking for the level by JDBC is three messages to the server and back; this is one, sent with the beginning. */
    private <T> T snapshotOfPostgreSql(Handle handle, Function<Transaction, T> work) {
        return handle.inTransaction(open -> {
            try (Statement statement = open.getConnection().createStatement()) {
                statement.execute("set transaction isolation level repeatable read");
            } catch (SQLException e) {
                throw new TransactionException("cannot begin a snapshot", e);
            }
            return work.apply(new Transaction(open, dialect, seal));
        });
    }

    private <T> T snapshotOfH2(Handle handle, Connection connection, Function<Transaction, T> work)
            throws SQLException {
        connection.setTransactionIsolation(Constants.TRANSACTION_SNAPSHOT);
        try {
            return handle.inTransaction(open -> work.apply(new Transaction(open, dialect, seal)));
        } finally {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** JDBI would silently join the transaction that this thread is in, and a retry would repeat a part of it. */
    private static void requireOutside(Handle handle) {
        if (handle.isInTransaction()) {
            throw new IllegalStateException("already in a transaction: hand it on instead of beginning another");
        }
    }
}
