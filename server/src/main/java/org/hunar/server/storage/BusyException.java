package org.hunar.server.storage;

/** Others held the same rows at every attempt; nothing was stored, and the same call may succeed later. */
public final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException(int attempts, Throwable last) {
        super("gave way to other transactions in " + attempts + " attempts", last);
    }
}
