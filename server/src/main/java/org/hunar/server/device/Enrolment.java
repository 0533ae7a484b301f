package org.hunar.server.device;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.UserName;

/**
 * What a manager has made out a code for.
 *
 * @param codeHash of which only the manager and the trainer have the code
 * @param cohorts empty for all that the trainer has in the programme, now and later
 * @param expiresAt from when on the code enrols nobody any more
 */
record Enrolment(
        UUID id,
        String codeHash,
        UserName trainer,
        ProgrammeId programme,
        List<CohortId> cohorts,
        String createdBy,
        Instant createdAt,
        Instant expiresAt) {}
