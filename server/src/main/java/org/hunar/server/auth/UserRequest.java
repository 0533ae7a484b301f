package org.hunar.server.auth;

import java.util.List;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * How a user is to be. What is absent stays as it is, and is at its least for a new user: no roles, no languages.
 *
 * @param password in clear; required for a new user
 * @param disabled whether signing in is refused
 * @param mustChange whether the user has to choose another password before anything else
 */
record UserRequest(
        Optional<String> password,
        Optional<List<RoleRequest>> roles,
        Optional<List<String>> languages,
        Optional<Boolean> disabled,
        Optional<Boolean> mustChange) {

    static UserRequest fromJson(JsonObject json) {
        return new UserRequest(
                json.optionalAs("password", Passwords::require),
                json.has("roles") ? Optional.of(json.list("roles", RoleRequest::fromJson)) : Optional.empty(),
                json.has("languages") ? Optional.of(json.list("languages", UserRequest::language)) : Optional.empty(),
                json.has("disabled") ? Optional.of(json.flag("disabled", false)) : Optional.empty(),
                json.has("must_change_password")
                        ? Optional.of(json.flag("must_change_password", false))
                        : Optional.empty());
    }

    private static String language(String pointer, Object value) {
        if (value instanceof String tag && tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")) {
            return tag;
        }
        throw InvalidException.at(pointer, "INVALID", "a language tag is expected, such as en, ur or zh");
    }

    @Override
    public String toString() {
        return "UserRequest[roles=" + roles + ", languages=" + languages + ", disabled=" + disabled + "]";
    }
}
