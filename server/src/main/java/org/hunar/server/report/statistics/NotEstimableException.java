package org.hunar.server.report.statistics;

/** A model has no estimate from these answers; the message says why. */
public final class NotEstimableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotEstimableException(String message) {
        super(message);
    }

    NotEstimableException(String message, Throwable cause) {
        super(message, cause);
    }
}
