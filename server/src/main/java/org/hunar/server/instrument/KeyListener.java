package org.hunar.server.instrument;

import org.hunar.server.storage.Transaction;

/**
 * Carries a corrected key through what was scored by the one before. The key is made ready beside what holds, in steps
 * that may be interrupted; then it comes to hold with all that follows from it in one transaction. So nobody ever sees
 * a part of the scores by one key and a part by the other.
 */
public interface KeyListener {
    /**
     * Tells what would become of the scores, and keeps nothing.
     *
     * @param draft with a key that does not hold
     */
    Effect preview(Published draft);

    /** Begins a run, in the transaction in which the key was stored. */
    void begin(Transaction tx, Published draft, String by);

    /**
     * Does the long part of the run, in transactions of its own. Called once more, here or on another node, it goes on
     * where it was interrupted; when all is ready it does nothing.
     */
    void prepare(Published draft);

    /** Ends the run, in the transaction in which the key has come to hold. */
    Effect apply(Transaction tx, Published now);

    /**
     * @param changedScores assessments whose score is another now
     * @param changedLevels of these, those that fall into another band
     */
    record Effect(long changedScores, long changedLevels) {
        public static final Effect NONE = new Effect(0, 0);
    }
}
