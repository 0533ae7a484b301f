package org.hunar.server.auth;

import java.util.Optional;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** What a role may name. Handed in, since programmes stand above people and not below. */
public interface Places {
    boolean exists(Transaction tx, ProgrammeId programme);

    /** To which programme a cohort belongs; empty when there is no such cohort. */
    Optional<ProgrammeId> programmeOf(Transaction tx, CohortId cohort);
}
