package org.hunar.server.auth;

import java.time.Instant;
import java.util.List;

/**
 * A person who may sign in.
 *
 * @param passwordHash Argon2id in PHC form; never shown
 * @param languages preferred languages, best first
 * @param disabled whether signing in and every token are refused
 * @param credential counts the changes of the password: a token made with an earlier one is refused
 * @param mustChange whether somebody else chose the password, and it is good for nothing but to choose another one
 */
record User(
        UserName name,
        PasswordHash passwordHash,
        List<String> languages,
        Instant createdAt,
        boolean disabled,
        int credential,
        boolean mustChange) {

    /** Who has chosen the password. */
    User(
            UserName name,
            PasswordHash passwordHash,
            List<String> languages,
            Instant createdAt,
            boolean disabled,
            int credential) {
        this(name, passwordHash, languages, createdAt, disabled, credential, false);
    }

    /** The same user, none of whose tokens is good any more. */
    User withoutTokens() {
        return new User(name, passwordHash, languages, createdAt, disabled, credential + 1, mustChange);
    }

    /** Keeps the hash out of logs and messages, where a record would print it. */
    record PasswordHash(String encoded) {
        @Override
        public String toString() {
            return "(hash)";
        }
    }
}
