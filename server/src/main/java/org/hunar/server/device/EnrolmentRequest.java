package org.hunar.server.device;

import java.util.List;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.server.auth.UserName;

/**
 * {@code {trainer, cohorts?}}.
 *
 * @param cohorts empty for all that the trainer has in the programme
 */
public record EnrolmentRequest(UserName trainer, List<CohortId> cohorts) {
    public static EnrolmentRequest fromJson(JsonObject json) {
        return new EnrolmentRequest(json.as("trainer", UserName::new), json.list("cohorts", EnrolmentRequest::cohort));
    }

    private static CohortId cohort(String pointer, Object value) {
        try {
            return new CohortId((String) value);
        } catch (ClassCastException | IllegalArgumentException e) {
            throw InvalidException.at(pointer, "INVALID", "the code of a cohort is expected");
        }
    }
}
