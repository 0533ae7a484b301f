package org.hunar.server.auth;

import io.dropwizard.util.Duration;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code tokens} of config.yml.
 *
 * @param key Base64 of at least 32 random bytes; the same on every node. Without it the key is kept in {@code keyFile}
 * @param keyFile where the key is kept, made at the first start; default {@code ./data/token.key}
 * @param lifetime how long a token is good; default 60 minutes
 * @param issuer the name of this server in its tokens; default {@code hunar}
 */
public record TokensConfig(Optional<String> key, Path keyFile, Duration lifetime, String issuer) {
    private static final Duration DEFAULT_LIFETIME = Duration.minutes(60);

    /** As when the section is left out. */
    public static final TokensConfig DEFAULT = new TokensConfig(null, null, null, null);

    public TokensConfig {
        key = key == null ? Optional.empty() : key.filter(text -> !text.isBlank());
        keyFile = keyFile == null ? Path.of("data", "token.key") : keyFile;
        lifetime = lifetime == null ? DEFAULT_LIFETIME : lifetime;
        issuer = issuer == null ? "hunar" : issuer;
    }
}
