package org.hunar.server.instrument;

import org.hunar.server.storage.Transaction;

/** Is told of a corrected key, within the transaction that stores it. */
public interface KeyListener {
    /** @return what became of the scores that were there */
    Effect keyChanged(Transaction tx, Published before, Published after);

    /**
     * @param changedScores assessments whose score is another now
     * @param changedLevels of these, those that fall into another band
     */
    record Effect(int changedScores, int changedLevels) {
        public static final Effect NONE = new Effect(0, 0);
    }
}
