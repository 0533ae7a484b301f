package org.hunar.server.auth;

import java.time.Instant;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;

/**
 * Which entries are wanted; what is empty leaves all.
 *
 * @param programme in which it was done
 * @param who did it
 * @param since at that time or later
 */
record AuditQuery(Optional<ProgrammeId> programme, Optional<String> who, Optional<Instant> since) {
    static final AuditQuery ALL = new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty());
}
