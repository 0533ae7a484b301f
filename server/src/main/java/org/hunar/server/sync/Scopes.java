package org.hunar.server.sync;

import java.util.Set;
import java.util.TreeSet;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Grant;
import org.hunar.server.auth.Role;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Transaction;

/** Which feeds a caller may follow, by the grants that hold at this moment. */
final class Scopes {
    private final Programmes programmes;

    Scopes(Programmes programmes) {
        this.programmes = programmes;
    }

    /** A trainer's cohorts and their programmes; a manager's programmes with all their cohorts; nothing for viewers. */
    Set<String> of(Transaction tx, Caller caller) {
        Set<String> scopes = new TreeSet<>();
        Set<ProgrammeId> managed = new TreeSet<>();
        for (Grant grant : caller.grants()) {
            if (grant.role() == Role.TRAINER && !grant.cohorts().isEmpty()) {
                grant.programme().map(Scope::of).ifPresent(scopes::add);
                for (CohortId cohort : grant.cohorts()) {
                    scopes.add(Scope.of(cohort));
                }
            } else if (grant.role() == Role.MANAGER) {
                grant.programme().ifPresent(managed::add);
            }
        }
        for (ProgrammeId programme : managed) {
            scopes.add(Scope.of(programme));
            programmes.cohorts(tx, programme).keySet().forEach(cohort -> scopes.add(Scope.of(cohort)));
        }
        return scopes;
    }
}
