package org.hunar.server.storage;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code identity} of config.yml: with what names, numbers and all else that tells who people are is sealed.
 *
 * @param key Base64 of 32 random bytes; the same on every node. Without it the key is kept in {@code keyFile}
 * @param keyFile where the key is kept, made at the first start; default {@code ./data/identity.key}
 */
public record IdentityConfig(Optional<String> key, Path keyFile) {
    /** As when the section is left out. */
    public static final IdentityConfig DEFAULT = new IdentityConfig(null, null);

    public IdentityConfig {
        key = key == null ? Optional.empty() : key.filter(text -> !text.isBlank());
        keyFile = keyFile == null ? Path.of("data", "identity.key") : keyFile;
    }
}
