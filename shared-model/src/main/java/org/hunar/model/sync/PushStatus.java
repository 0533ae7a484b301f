package org.hunar.model.sync;

/** What became of a pushed operation, and what the phone does next. */
public enum PushStatus {
    /** Stored and in the document. The phone drops it from the outbox. */
    APPLIED(true),
    /** Stored; merged with concurrent work that touched other fields. The phone drops it. */
    MERGED(true),
    /** Stored; a manager will decide. The phone drops it and says so. */
    CONFLICT(true),
    /** Stored; waits for what {@code needs} names. The phone drops it and brings that. */
    HELD(true),
    /** Was stored before; carries the result of then. The phone drops it. */
    DUPLICATE(true),
    /** Kept raw in quarantine and never applied. The phone stops sending it and shows it to the user. */
    REJECTED(true),
    /** Not stored. The phone keeps it and tries again later. */
    RETRY(false);

    private final boolean stored;

    PushStatus(boolean stored) {
        this.stored = stored;
    }

    /** Whether the server has it now, for good: the phone need not send it again. */
    public boolean isStored() {
        return stored;
    }
}
