package org.hunar.server.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;

/**
 * One row of the table {@code grants}: a trainer of three cohorts has three, so that one of them can end without touching
 * the history of the others.
 *
 * @param id of the row
 * @param until empty while it holds
 */
record GrantLine(long id, UserName user, Right right, Instant since, Optional<Instant> until) {

    /** What a line grants, without the time. */
    record Right(Role role, Optional<ProgrammeId> programme, Optional<CohortId> cohort) {}

    /** Through which door a line came: each door ends only its own. */
    enum Origin {
        /** The roles that an administrator gave to the user. */
        ROLES,
        /** The list of trainers of a cohort. */
        COHORT
    }

    /** Lines that differ in the cohort alone are one grant of several cohorts. */
    static List<Grant> grants(List<GrantLine> lines) {
        Map<Grant, List<CohortId>> cohorts = new LinkedHashMap<>();
        for (GrantLine line : lines) {
            Right right = line.right();
            Grant bare = new Grant(right.role(), right.programme(), List.of(), line.since(), line.until());
            right.cohort()
                    .ifPresentOrElse(
                            cohort -> cohorts.computeIfAbsent(bare, key -> new ArrayList<>())
                                    .add(cohort),
                            () -> cohorts.putIfAbsent(bare, new ArrayList<>()));
        }
        List<Grant> grants = new ArrayList<>();
        cohorts.forEach((bare, of) ->
                grants.add(new Grant(bare.role(), bare.programme(), distinct(of), bare.since(), bare.until())));
        return Collections.unmodifiableList(grants);
    }

    private static List<CohortId> distinct(List<CohortId> cohorts) {
        return cohorts.stream().distinct().sorted().toList();
    }
}
