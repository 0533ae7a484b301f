package org.hunar.server.auth;

import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;

/** A user as others see one: without the hash of the password. */
record Account(User user, List<Grant> grants) {

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("name", user.name().value())
                .put("languages", user.languages())
                .put("disabled", user.disabled() ? Boolean.TRUE : null)
                .put("must_change_password", user.mustChange() ? Boolean.TRUE : null)
                .put("created_at", Timestamps.format(user.createdAt()))
                .put("roles", grants.stream().map(Grant::toJson).toList())
                .toMap();
    }
}
