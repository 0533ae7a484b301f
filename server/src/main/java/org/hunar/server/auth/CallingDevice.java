package org.hunar.server.auth;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;

/**
 * The enrolled device by which a call comes: it narrows what its user is granted, so that a lost phone shows no more than
 * it was made for.
 *
 * @param cohorts empty for all that the user trains in the programme
 * @param enrolledAt when it was let in
 * @param revoked gets nothing any more; what it hands in waits for a manager
 */
public record CallingDevice(
        UUID id, ProgrammeId programme, List<CohortId> cohorts, Instant enrolledAt, boolean revoked) {
    public CallingDevice {
        cohorts = List.copyOf(cohorts);
    }

    /** Whether work for that cohort may come from this device. */
    public boolean covers(ProgrammeId ofProgramme, CohortId cohort) {
        return programme.equals(ofProgramme) && (cohorts.isEmpty() || cohorts.contains(cohort));
    }

    /** What is left of a user's grants on this device: those of a trainer, for its cohorts. */
    List<Grant> narrow(List<Grant> grants) {
        if (revoked) {
            return List.of();
        }
        return grants.stream()
                .filter(grant -> grant.role() == Role.TRAINER && grant.isIn(programme))
                .map(grant -> new Grant(
                        grant.role(),
                        grant.programme(),
                        grant.cohorts().stream()
                                .filter(cohort -> covers(programme, cohort))
                                .toList(),
                        grant.since(),
                        grant.until()))
                .toList();
    }
}
