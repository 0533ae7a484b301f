package org.hunar.model.sync.client;

/** The store could not be read or written; what was committed before is still there. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
