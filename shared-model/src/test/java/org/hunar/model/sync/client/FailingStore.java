package org.hunar.model.sync.client;

import java.util.Optional;

/** A phone that is killed at its nth commit: just before it, or just after it and before anybody heard of it. */
final class FailingStore implements PhoneStore {
    /** The process ends here. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final PhoneStore store;
    private int commitsLeft = Integer.MAX_VALUE;
    private boolean keepLast;

    FailingStore(PhoneStore store) {
        this.store = store;
    }

    void killAt(int commits, boolean afterIt) {
        commitsLeft = commits;
        keepLast = afterIt;
    }

    void revive() {
        commitsLeft = Integer.MAX_VALUE;
    }

    @Override
    public Optional<String> get(String key) {
        return store.get(key);
    }

    @Override
    public void scan(String prefix, String after, Visitor visitor) {
        store.scan(prefix, after, visitor);
    }

    @Override
    public void commit(Changes changes) {
        commitsLeft--;
        if (commitsLeft > 0 || commitsLeft == 0 && keepLast) {
            store.commit(changes);
        }
        if (commitsLeft <= 0) {
            throw new Killed();
        }
    }

    @Override
    public boolean looksRestored() {
        return store.looksRestored();
    }
}
