package org.hunar.server.programme;

import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Is told when a setting of a programme changes by which answers become scores, within the transaction of it. */
public interface ScoringRulesListener {
    void rulesChanged(Transaction tx, ProgrammeId programme);
}
