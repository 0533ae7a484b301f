package org.hunar.server.auth;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;

/** A user as others see one: without the hash of the password. */
record Account(User user, List<Grant> grants) {

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("name", user.name().value())
                .put("languages", user.languages())
                .put("disabled", user.disabled() ? Boolean.TRUE : null)
                .put("created_at", Timestamps.format(user.createdAt()))
                .put("roles", roles(grants))
                .toMap();
    }

    static List<Map<String, Object>> roles(List<Grant> grants) {
        return grants.stream().map(Account::role).collect(Collectors.toList());
    }

    private static Map<String, Object> role(Grant grant) {
        return new JsonFields()
                .put("role", grant.role().name())
                .put("programme", grant.programme().map(ProgrammeId::value))
                .put("cohorts", grant.cohorts().stream().map(CohortId::value).toList())
                .put("since", Timestamps.format(grant.since()))
                .toMap();
    }
}
