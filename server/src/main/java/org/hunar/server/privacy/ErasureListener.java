package org.hunar.server.privacy;

import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Eraser;

/** Is told in the same transaction that people were erased, to take out what it keeps of them besides the log. */
public interface ErasureListener {
    void erased(Transaction tx, Eraser.Erased what);
}
