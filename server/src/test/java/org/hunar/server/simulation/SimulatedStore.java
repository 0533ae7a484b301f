package org.hunar.server.simulation;

import java.util.Optional;
import org.hunar.model.sync.client.Changes;
import org.hunar.model.sync.client.MemoryStore;
import org.hunar.model.sync.client.PhoneStore;

/** A phone's store, during whose commits the app may end, and whose commits are watched. */
final class SimulatedStore implements PhoneStore {
    /** Is shown every commit, before and after. */
    interface Watch {
        void before(PhoneStore store, Changes changes);

        void after(PhoneStore store, Changes changes);
    }

    private final MemoryStore memory;
    private final Watch watch;
    private final boolean tellsItsAge;
    private int commitsToDeath;
    private boolean diesAfter;

    /** @param tellsItsAge whether it can see that it was put back or copied; some cannot */
    SimulatedStore(MemoryStore memory, Watch watch, boolean tellsItsAge) {
        this.memory = memory;
        this.tellsItsAge = tellsItsAge;
        this.watch = watch;
    }

    MemoryStore copy() {
        return memory.copy();
    }

    /** @param commits from 1: the app ends in this one */
    void killIn(int commits, boolean afterwards) {
        commitsToDeath = commits;
        diesAfter = afterwards;
    }

    void live() {
        commitsToDeath = 0;
    }

    @Override
    public Optional<String> get(String key) {
        return memory.get(key);
    }

    @Override
    public void scan(String prefix, String after, Visitor visitor) {
        memory.scan(prefix, after, visitor);
    }

    @Override
    public void commit(Changes changes) {
        boolean dies = commitsToDeath > 0 && --commitsToDeath == 0;
        if (dies && !diesAfter) {
            throw new PhoneKilled();
        }
        watch.before(memory, changes);
        memory.commit(changes);
        watch.after(memory, changes);
        if (dies) {
            throw new PhoneKilled();
        }
    }

    @Override
    public boolean looksRestored() {
        return tellsItsAge && memory.looksRestored();
    }
}
