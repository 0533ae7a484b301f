package org.hunar.server.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streaming replica of a PostgreSQL, to read from what may be some seconds old. How old is measured, and not asked: where
 * the log of the primary ends is noted every second, and the replica has all of the moment whose end it has replayed. So
 * nothing depends on the clocks of the databases, on who writes, or on rights of ours.
 */
public final class Replica {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /** Empty for a primary, such as one that was promoted. */
    private static final String REPLAYED =
            "select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') where pg_is_in_recovery()";

    private static final String WRITTEN = "select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), '0/0')";

    private final DataSource primary;
    private final DataSource source;
    private final Jdbi jdbi;
    private final Duration most;
    private final InstantSource clock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private volatile Optional<Instant> asOf = Optional.empty();

    /** @param most how old what is read from it may be */
    Replica(DataSource primary, DataSource source, Duration most, InstantSource clock) {
        this.primary = primary;
        this.source = source;
        this.jdbi = Database.discreet(source);
        this.most = most;
        this.clock = clock;
    }

    /** @param end of the primary's log at that moment, in bytes */
    private record Mark(Instant at, long end) {}

    /** How old, at most, what is read from it now would be; empty while it is away or too far behind. */
    public Optional<Duration> behind() {
        Instant now = clock.instant();
        return asOf.map(at -> Duration.between(at, now)).filter(behind -> behind.compareTo(most) <= 0);
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /** Looks where both are. To be called every second. */
    void look() {
        boolean wasWell = behind().isPresent();
        try {
            Instant now = clock.instant();
            marks.addLast(new Mark(now, number(primary, WRITTEN).orElseThrow()));
            number(source, REPLAYED).ifPresentOrElse(this::replayed, () -> asOf = Optional.empty());
            marks.removeIf(mark -> mark.at().isBefore(now.minus(most)));
        } catch (SQLException | RuntimeException e) {
            asOf = Optional.empty();
            LOG.debug("The replica cannot be asked", e);
        }
        if (behind().isPresent() == wasWell) {
            return;
        }
        if (wasWell) {
            LOG.warn("The replica is away or far behind: reports are read from the primary");
        } else {
            LOG.info("Reports are read from the replica");
        }
    }

    private void replayed(long end) {
        while (!marks.isEmpty() && marks.peekFirst().end() <= end) {
            asOf = Optional.of(marks.removeFirst().at());
        }
    }

    private static Optional<Long> number(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }
}
