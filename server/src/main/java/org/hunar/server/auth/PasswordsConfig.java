package org.hunar.server.auth;

import io.dropwizard.util.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hunar.server.http.Admission;

/**
 * The section {@code passwords} of config.yml.
 *
 * @param administrator the password with which {@code admin} is made at the first start; without it a random one is made
 *     and printed once
 * @param concurrentHashes how many passwords are hashed at once, 19 MiB each; default 2
 * @param strangersPerMinute how many passwords are tried a minute for users at addresses from which they have not signed
 *     in before, all of them together; default 120
 * @param longestWait for how long, at most, a user is kept waiting at an address after wrong passwords; default 15 minutes
 */
public record PasswordsConfig(
        Optional<String> administrator, Integer concurrentHashes, Integer strangersPerMinute, Duration longestWait) {
    private static final String ADMINISTRATOR = "HUNAR_ADMIN_PASSWORD";
    private static final int DEFAULT_CONCURRENT_HASHES = 2;
    private static final int DEFAULT_STRANGERS_PER_MINUTE = 120;
    private static final Duration DEFAULT_LONGEST_WAIT = Duration.minutes(15);

    /** As when the section is left out. */
    public static final PasswordsConfig DEFAULT = new PasswordsConfig(null, null, null, null);

    public PasswordsConfig {
        administrator = administrator == null ? Optional.empty() : administrator.filter(text -> !text.isBlank());
        concurrentHashes = concurrentHashes == null ? DEFAULT_CONCURRENT_HASHES : concurrentHashes;
        strangersPerMinute = strangersPerMinute == null ? DEFAULT_STRANGERS_PER_MINUTE : strangersPerMinute;
        longestWait = longestWait == null ? DEFAULT_LONGEST_WAIT : longestWait;
        if (strangersPerMinute < 1) {
            throw new IllegalArgumentException("passwords.strangersPerMinute is at least 1, not " + strangersPerMinute);
        }
        if (concurrentHashes < 1) {
            throw new IllegalArgumentException("passwords.concurrentHashes is at least 1, not " + concurrentHashes);
        }
    }

    /**
     * Settings that somebody wrote without this key name no variable, and yet it is by the variable that an administrator
     * chooses the first password.
     */
    public PasswordsConfig chosenBy(Map<String, String> environment) {
        Optional<String> chosen = administrator.or(() -> Optional.ofNullable(environment.get(ADMINISTRATOR)));
        return new PasswordsConfig(chosen, concurrentHashes, strangersPerMinute, longestWait);
    }

    /** One turn fewer than there are hashes at once; few wait, since each wait holds a thread. */
    Admission strangers(RandomGenerator random) {
        return new Admission(Math.max(1, concurrentHashes - 1), 8, java.time.Duration.ofSeconds(5), 5, random);
    }

    @Override
    public String toString() {
        return "PasswordsConfig[concurrentHashes=" + concurrentHashes + ", strangersPerMinute=" + strangersPerMinute
                + ", longestWait=" + longestWait + "]";
    }
}
