package org.hunar.server.auth;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.dropwizard.util.Duration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code tokens} of config.yml.
 *
 * @param key Base64 of at least 32 random bytes; the same on every node. Without it the key is kept in {@code keyFile}
 * @param otherKeys further keys in the same form that verify and sign nothing, for a change of {@code key} on several nodes;
 *     one or more, with a comma between
 * @param keyFile where the key is kept, made at the first start; default {@code ./data/token.key}
 * @param lifetime how long a token is good; default 60 minutes
 * @param issuer the name of this server in its tokens; default {@code hunar}
 */
public record TokensConfig(
        Optional<String> key,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> otherKeys,

        Path keyFile,
        Duration lifetime,
        String issuer) {
    private static final Duration DEFAULT_LIFETIME = Duration.minutes(60);

    /** As when the section is left out. */
    public static final TokensConfig DEFAULT = new TokensConfig(null, null, null, null, null);

    public TokensConfig {
        key = key == null ? Optional.empty() : key.filter(text -> !text.isBlank());
        otherKeys = otherKeys == null
                ? List.of()
                : otherKeys.stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
        keyFile = keyFile == null ? Path.of("data", "token.key") : keyFile;
        lifetime = lifetime == null ? DEFAULT_LIFETIME : lifetime;
        issuer = issuer == null ? "hunar" : issuer;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "TokensConfig[keyFile=" + keyFile + ", lifetime=" + lifetime + ", issuer=" + issuer + "]";
    }
}
