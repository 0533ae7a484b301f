package org.hunar.server.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.auth.Grant;
import org.hunar.server.auth.Role;
import org.hunar.server.auth.Users;
import org.hunar.server.storage.Transaction;

/**
 * Whether authors might capture for a cohort when they did. A grant that holds now, or held when the work was captured,
 * is enough; without one the work of somebody known in the programme waits for a manager, and a stranger's is refused.
 */
final class Authority {
    /** What becomes of an operation by who made it. */
    enum Verdict {
        /** It has effect. */
        ALLOWED,
        /** It is kept without effect until a manager accepts it. */
        REVIEW,
        /** It goes to the quarantine. */
        FORBIDDEN
    }

    private final Map<String, List<Grant>> history = new HashMap<>();

    /** Looks up all that the authors were ever granted, in one query. */
    Authority(Users users, Transaction tx, Collection<String> authors) {
        Set<String> names = new TreeSet<>(authors);
        history.putAll(users.history(tx, names));
    }

    /**
     * As it is handed in.
     *
     * @param device by which it comes: what it was not made for waits for a manager, whatever its trainer is granted
     */
    Verdict of(
            String author, Optional<CallingDevice> device, ProgrammeId programme, CohortId cohort, Instant capturedAt) {
        Verdict verdict = of(author, programme, cohort, capturedAt);
        boolean beyond = device.filter(each -> !each.covers(programme, cohort)).isPresent();
        return verdict == Verdict.ALLOWED && beyond ? Verdict.REVIEW : verdict;
    }

    Verdict of(String author, ProgrammeId programme, CohortId cohort, Instant capturedAt) {
        List<Grant> grants = history.getOrDefault(author, List.of());
        boolean known = false;
        for (Grant grant : grants) {
            boolean here = grant.role() == Role.ADMIN
                    || grant.programme().filter(programme::equals).isPresent();
            boolean then = grant.until().isEmpty() || grant.heldAt(capturedAt);
            if (here && then && allows(grant, cohort)) {
                return Verdict.ALLOWED;
            }
            known = known || here && grant.role() != Role.VIEWER;
        }
        return known ? Verdict.REVIEW : Verdict.FORBIDDEN;
    }

    private static boolean allows(Grant grant, CohortId cohort) {
        return grant.role() == Role.ADMIN
                || grant.role() == Role.MANAGER
                || grant.role() == Role.TRAINER && grant.cohorts().contains(cohort);
    }
}
