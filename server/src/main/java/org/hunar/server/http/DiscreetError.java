package org.hunar.server.http;

import java.sql.SQLException;

/**
 * An exception as it may stand in the log. A database tells in its messages the row it stumbled over, with the names
 * of people in it; so where a database had a hand in it, each message gives way to the class and the SQLSTATE.
 */
final class DiscreetError extends Exception {
    private static final long serialVersionUID = 1L;

    private DiscreetError(Throwable original, Throwable cause) {
        super(describe(original), cause);
        setStackTrace(original.getStackTrace());
    }

    /** The exception itself when no database had a hand in it. */
    static Throwable of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return copy(thrown);
            }
        }
        return thrown;
    }

    private static DiscreetError copy(Throwable original) {
        return original == null ? null : new DiscreetError(original, copy(original.getCause()));
    }

    private static String describe(Throwable original) {
        String name = original.getClass().getName();
        return original instanceof SQLException sql ? name + ", SQLSTATE " + sql.getSQLState() : name;
    }
}
