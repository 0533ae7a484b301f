package org.hunar.server.auth;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/** A request for a token. */
sealed interface TokenRequest {

    /** By user name and password (RFC 6749 §4.3.2). */
    record ByPassword(UserName username, String password) implements TokenRequest {
        @Override
        public String toString() {
            return "ByPassword[username=" + username + "]";
        }
    }

    /** By an assertion that a device has signed (RFC 7523 §2.1). */
    record ByAssertion(String assertion) implements TokenRequest {
        @Override
        public String toString() {
            return "ByAssertion[]";
        }
    }

    /** @throws TokenRefusal if the request is not one of these */
    static TokenRequest fromForm(Map<String, List<String>> form) {
        return of(name -> {
            List<String> values = form.getOrDefault(name, List.of());
            if (values.size() > 1) {
                throw TokenRefusal.invalidRequest(name + " stands there " + values.size() + " times");
            }
            return values.isEmpty() ? "" : values.get(0);
        });
    }

    /** @throws TokenRefusal if the request is not one of these */
    static TokenRequest fromJson(JsonObject json) {
        return of(name -> {
            try {
                return json.optionalText(name).orElse("");
            } catch (InvalidException e) {
                throw TokenRefusal.invalidRequest(e.getMessage());
            }
        });
    }

    private static TokenRequest of(Parameters parameters) {
        String grantType = parameters.required("grant_type");
        if (grantType.equals("urn:ietf:params:oauth:grant-type:jwt-bearer")) {
            return new ByAssertion(parameters.required("assertion"));
        }
        if (!grantType.equals("password")) {
            throw TokenRefusal.unsupportedGrantType(
                    "grant_type is password, or urn:ietf:params:oauth:grant-type:jwt-bearer for an enrolled device");
        }
        String username = parameters.required("username");
        String password = parameters.required("password");
        try {
            return new ByPassword(new UserName(username), password);
        } catch (IllegalArgumentException e) {
            // What cannot be a name is nobody's name: said no clearer than that.
            throw TokenRefusal.invalidGrant();
        }
    }

    /** Gives a parameter by name, empty when it is not there. */
    interface Parameters {
        String get(String name);

        default String required(String name) {
            String value = get(name);
            if (value.isEmpty()) {
                throw TokenRefusal.invalidRequest(name + " is missing");
            }
            return value;
        }
    }
}
