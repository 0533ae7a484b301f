package org.hunar.server.auth;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key that signs, and those that verify besides: after a change of the key, what the last one signed is good until it
 * is out of date.
 *
 * @param others the last ones; on several nodes also the next one
 */
record SigningKeys(SigningKey current, List<Other> others) {

    /** @param until from when on nothing is believed that it signed; empty while the configuration names it */
    record Other(SigningKey key, Optional<Instant> until) {}

    /** Those of the configuration, or else of the key file, which is made when it is not there. */
    static SigningKeys of(TokensConfig config, SecureRandom random) {
        if (config.key().isEmpty()) {
            return KeyFile.at(config.keyFile()).readOrMake(random);
        }
        List<Other> others = config.otherKeys().stream()
                .map(text -> new Other(SigningKey.decode(text, "tokens.otherKeys"), Optional.empty()))
                .toList();
        return new SigningKeys(SigningKey.decode(config.key().get(), "tokens.key"), others);
    }

    /** All that verify at that time, the one that signs first. */
    List<SigningKey> accepted(Instant now) {
        List<SigningKey> accepted = new ArrayList<>(List.of(current));
        others.stream()
                .filter(other -> other.until().filter(now::isAfter).isEmpty())
                .map(Other::key)
                .forEach(accepted::add);
        return accepted;
    }

    /** The key of that name, if it verifies at that time. */
    Optional<SigningKey> find(String id, Instant now) {
        return accepted(now).stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
