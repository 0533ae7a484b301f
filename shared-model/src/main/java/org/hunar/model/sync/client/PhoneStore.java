package org.hunar.model.sync.client;

import java.util.Optional;

/**
 * Where a phone keeps everything: texts under keys, ordered by key. One table of two columns in SQLite is enough.
 *
 * <p>Capturing and syncing may run on two threads: whoever reads and then commits does so {@code synchronized} on the
 * store, never while waiting for the network.
 */
public interface PhoneStore {
    Optional<String> get(String key);

    /**
     * Visits what stands under keys that begin with {@code prefix}, in the order of the keys, as UTF-16 compares.
     *
     * @param after only keys greater than this one; empty for all
     */
    void scan(String prefix, String after, Visitor visitor);

    /**
     * Makes all changes or none, and returns only once they would survive a loss of power.
     *
     * @throws StoreException if they could not be kept, such as on a full disk
     */
    void commit(Changes changes);

    /**
     * Whether the store is perhaps not what this device wrote last: a restored backup, a copy from another phone, a
     * damaged file. The phone then goes on under a new install id, so that its counters do not repeat; from the next
     * commit on the store is this device's own again. In doubt yes: a new name costs nothing.
     */
    boolean looksRestored();

    /** What a scan does with an entry. */
    interface Visitor {
        /** Returns whether to go on. It must not change the store. */
        boolean visit(String key, String value);
    }
}
