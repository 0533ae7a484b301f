package org.hunar.server.assessment;

import java.util.List;
import org.hunar.server.storage.Transaction;

/** Told of changed assessments in the transaction that changes them; called once for a push, with all of them. */
public interface AssessmentListener {
    void changed(Transaction tx, List<AssessmentRecord> records);

    /** Tells this one, then the other. */
    default AssessmentListener andThen(AssessmentListener other) {
        return (tx, records) -> {
            changed(tx, records);
            other.changed(tx, records);
        };
    }
}
