package org.hunar.server.storage;

/** The database cannot be worked with at present; nothing was acknowledged, and the same call may succeed later. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is the matter, as far as the database tells. */
    public enum Cause {
        DISK_FULL("the server's disk is full; nothing was stored, try again later"),
        DATABASE_UNAVAILABLE("the server cannot reach its database; nothing was stored, try again later");

        private final String sentence;

        Cause(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Cause reason;

    UnavailableException(Cause reason, Throwable thrown) {
        super(reason.sentence, thrown);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
