package org.hunar.server.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.GrantLine.Right;
import org.hunar.server.storage.Transaction;

/**
 * One of the roles that a user is to have: {@code {role, programme?, cohorts?}}.
 *
 * @param pointer where it stands in the message, for refusals
 */
record RoleRequest(String pointer, Role role, Optional<ProgrammeId> programme, List<CohortId> cohorts) {

    static RoleRequest fromJson(String pointer, Object value) {
        JsonObject json = JsonObject.of(pointer, value);
        RoleRequest request = new RoleRequest(
                pointer,
                json.oneOf("role", Role.class),
                json.optionalAs("programme", ProgrammeId::new),
                json.list("cohorts", RoleRequest::cohort));
        request.check();
        return request;
    }

    /**
     * The rights it stands for, one for each cohort.
     *
     * @throws InvalidException if the programme or a cohort is unknown, or a cohort belongs to another programme
     */
    List<Right> rights(Transaction tx, Places places) {
        programme.filter(code -> !places.exists(tx, code)).ifPresent(code -> {
            throw unknown("/programme", "there is no programme " + code);
        });
        List<Right> rights = new ArrayList<>();
        for (int i = 0; i < cohorts.size(); i++) {
            CohortId cohort = cohorts.get(i);
            rights.add(new Right(role, Optional.of(home(tx, places, i)), Optional.of(cohort)));
        }
        return rights.isEmpty() ? List.of(new Right(role, programme, Optional.empty())) : rights;
    }

    private ProgrammeId home(Transaction tx, Places places, int index) {
        CohortId cohort = cohorts.get(index);
        String at = "/cohorts/" + index;
        ProgrammeId home =
                places.programmeOf(tx, cohort).orElseThrow(() -> unknown(at, "there is no cohort " + cohort));
        if (programme.isPresent() && !programme.get().equals(home)) {
            throw unknown(at, "there is no cohort " + cohort + " in " + programme.get());
        }
        return home;
    }

    private void check() {
        if (role == Role.ADMIN && (programme.isPresent() || !cohorts.isEmpty())) {
            throw invalid("/programme", "INVALID", "an administrator acts everywhere: leave programme and cohorts out");
        }
        if (role != Role.TRAINER && !cohorts.isEmpty()) {
            throw invalid("/cohorts", "INVALID", "only a trainer has cohorts");
        }
        if (role != Role.ADMIN && programme.isEmpty() && cohorts.isEmpty()) {
            throw invalid("/programme", "REQUIRED", "a " + role + " needs a programme");
        }
    }

    private InvalidException unknown(String field, String message) {
        return invalid(field, "UNKNOWN", message);
    }

    private InvalidException invalid(String field, String code, String message) {
        return InvalidException.at(pointer + field, code, message);
    }

    private static CohortId cohort(String pointer, Object value) {
        try {
            return new CohortId((String) value);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw InvalidException.at(pointer, "INVALID", "the code of a cohort is expected");
        }
    }
}
