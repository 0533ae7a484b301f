package org.hunar.server.storage;

import org.jdbi.v3.core.Handle;

/** A transaction under way; handed down to the DAOs, so that all they do is kept together or not at all. */
public final class Transaction {
    private final Handle handle;
    private final Dialect dialect;
    private final Seal seal;

    Transaction(Handle handle, Dialect dialect, Seal seal) {
        this.handle = handle;
        this.dialect = dialect;
        this.seal = seal;
    }

    /** For a DAO only. */
    public Handle handle() {
        return handle;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** For a DAO that keeps what tells who somebody is. */
    public Seal seal() {
        return seal;
    }
}
