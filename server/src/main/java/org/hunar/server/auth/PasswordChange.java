package org.hunar.server.auth;

import org.hunar.model.json.JsonObject;

/**
 * {@code {old, new}}: the passwords in clear.
 *
 * @param old the one that holds now
 * @param next the one that is to hold
 */
record PasswordChange(String old, String next) {
    static PasswordChange fromJson(JsonObject json) {
        return new PasswordChange(json.text("old"), json.as("new", Passwords::require));
    }

    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
