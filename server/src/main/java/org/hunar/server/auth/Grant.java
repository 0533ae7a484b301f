package org.hunar.server.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;

/**
 * A role that a user holds, or held.
 *
 * @param programme where it holds; empty for {@link Role#ADMIN}, who may act everywhere
 * @param cohorts those that a {@link Role#TRAINER} trains; empty for other roles, and for a trainer who is not listed yet
 * @param since when it was granted
 * @param until when it ended; empty while it holds
 */
public record Grant(
        Role role, Optional<ProgrammeId> programme, List<CohortId> cohorts, Instant since, Optional<Instant> until) {
    public Grant {
        cohorts = List.copyOf(cohorts);
    }

    /** {@code {role, programme?, cohorts?, since}} as in the API. */
    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("role", role.name())
                .put("programme", programme.map(ProgrammeId::value))
                .put("cohorts", cohorts.stream().map(CohortId::value).toList())
                .put("since", Timestamps.format(since))
                .toMap();
    }

    /** Whether it held at that moment; it no longer does at the moment at which it ended. */
    public boolean heldAt(Instant moment) {
        return !moment.isBefore(since)
                && until.filter(end -> !moment.isBefore(end)).isEmpty();
    }

    boolean isIn(ProgrammeId other) {
        return programme.filter(other::equals).isPresent();
    }
}
