package org.hunar.server.storage;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code identity} of config.yml: with what names, numbers and all else that tells who people are is sealed.
 *
 * @param key Base64 of 32 random bytes; the same on every node. Without it the keys are kept in {@code keyFile}
 * @param otherKeys further keys in the same form that open and close nothing, for a change of {@code key}; one or more,
 *     with a comma between
 * @param keyFile where the keys are kept, a line each, the one that closes first; made at the first start; default
 *     {@code ./data/identity.key}
 */
public record IdentityConfig(
        Optional<String> key,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> otherKeys,

        Path keyFile) {
    /** As when the section is left out. */
    public static final IdentityConfig DEFAULT = new IdentityConfig(null, null, null);

    public IdentityConfig {
        key = key == null ? Optional.empty() : key.filter(text -> !text.isBlank());
        otherKeys = otherKeys == null
                ? List.of()
                : otherKeys.stream()
                        .flatMap(text -> Arrays.stream(text.split(",")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
        keyFile = keyFile == null ? Path.of("data", "identity.key") : keyFile;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "IdentityConfig[keyFile=" + keyFile + "]";
    }
}
