package org.hunar.server.report.likeness;

import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Tells whether a roster is as it was, without reading it; handed in. */
public interface RosterVersion {
    /** Rises with every change of the roster of a programme. */
    long of(Transaction tx, ProgrammeId programme);
}
