package org.hunar.server.programme;

import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Is told when a setting of a programme changes by which answers become scores, within the transaction of it. */
public interface ScoringRulesListener {
    void rulesChanged(Transaction tx, ProgrammeId programme);

    /** Tells this one, then the other. */
    default ScoringRulesListener andThen(ScoringRulesListener other) {
        return (tx, programme) -> {
            rulesChanged(tx, programme);
            other.rulesChanged(tx, programme);
        };
    }
}
