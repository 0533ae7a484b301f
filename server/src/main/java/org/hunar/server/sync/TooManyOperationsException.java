package org.hunar.server.sync;

/** A push brings more operations than the limit that {@code /hello} announces. */
final class TooManyOperationsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyOperationsException(int limit) {
        super("a push brings at most " + limit + " operations: send it in parts");
    }
}
