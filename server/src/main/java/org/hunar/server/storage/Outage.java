package org.hunar.server.storage;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells failures of what the database stands on from failures of a statement. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    /** PostgreSQL: disk_full. */
    private static final String DISK_FULL = "53100";

    /** Connection exceptions, PostgreSQL's too_many_connections, its shutdowns, and "cannot connect now". */
    private static final Set<String> UNREACHABLE_CLASSES = Set.of("08", "53", "57P", "58");

    /** H2: the database closed itself, as it does when a write fails; a new connection opens it again. */
    private static final Set<String> H2_CLOSED = Set.of("90028", "90031", "90098", "90121");

    private Outage() {}

    /** The exception to throw on: what is no outage stays what it is. */
    static RuntimeException named(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PoolExhaustedException) {
                LOG.warn("No connection to the database was free in time");
                return new BusyException(1, thrown);
            }
            if (isDiskFull(cause)) {
                return logged(UnavailableException.Cause.DISK_FULL, thrown);
            }
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (isUnreachable(cause)) {
                return logged(UnavailableException.Cause.DATABASE_UNAVAILABLE, thrown);
            }
        }
        return thrown;
    }

    private static UnavailableException logged(UnavailableException.Cause reason, RuntimeException thrown) {
        UnavailableException unavailable = new UnavailableException(reason, thrown);
        // without its trace: an outage hits every request, and its cause is not in our code
        LOG.error("{}; run the command doctor", unavailable.getMessage());
        return unavailable;
    }

    private static boolean isDiskFull(Throwable cause) {
        if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
            return true;
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof IOException
                && (message.contains("no space left") || message.contains("quota exceeded"));
    }

    private static boolean isUnreachable(Throwable cause) {
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            String state = sql.getSQLState();
            return H2_CLOSED.contains(state) || UNREACHABLE_CLASSES.stream().anyMatch(state::startsWith);
        }
        return cause instanceof MVStoreException;
    }
}
