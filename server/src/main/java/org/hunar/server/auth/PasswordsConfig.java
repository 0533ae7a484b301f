package org.hunar.server.auth;

import java.util.Optional;

/**
 * The section {@code passwords} of config.yml.
 *
 * @param administrator the password with which {@code admin} is made at the first start; without it a random one is made
 *     and printed once
 * @param concurrentHashes how many passwords are hashed at once, 19 MiB each; default 2
 */
public record PasswordsConfig(Optional<String> administrator, Integer concurrentHashes) {
    private static final int DEFAULT_CONCURRENT_HASHES = 2;

    /** As when the section is left out. */
    public static final PasswordsConfig DEFAULT = new PasswordsConfig(null, null);

    public PasswordsConfig {
        administrator = administrator == null ? Optional.empty() : administrator.filter(text -> !text.isBlank());
        concurrentHashes = concurrentHashes == null ? DEFAULT_CONCURRENT_HASHES : concurrentHashes;
        if (concurrentHashes < 1) {
            throw new IllegalArgumentException("passwords.concurrentHashes is at least 1, not " + concurrentHashes);
        }
    }

    @Override
    public String toString() {
        return "PasswordsConfig[concurrentHashes=" + concurrentHashes + "]";
    }
}
