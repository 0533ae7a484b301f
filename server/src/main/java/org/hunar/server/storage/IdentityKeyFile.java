package org.hunar.server.storage;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;

/** The file with the keys of the {@link Seal}, a line each, for who changes them. */
public final class IdentityKeyFile {
    private IdentityKeyFile() {}

    /**
     * Puts a new key before those that there are, which go on to open.
     *
     * @return name of the new key, as the log and {@code doctor} call it
     * @throws RefusedToStartException if the key is not in the file, or there is no file yet
     */
    public static String rotate(IdentityConfig config, SecureRandom random) throws IOException {
        if (config.key().isPresent()) {
            throw new RefusedToStartException(
                    "the key comes from identity.key (HUNAR_IDENTITY_KEY): change it there, and"
                            + " name the last one in identity.otherKeys (HUNAR_OTHER_IDENTITY_KEYS)");
        }
        SecretFile file = SecretFile.at(config.keyFile());
        if (!file.exists()) {
            throw new RefusedToStartException("there is no key file " + file + " yet: it is made at the first start");
        }
        byte[] key = new byte[Seal.KEY_BYTES];
        random.nextBytes(key);
        file.replace(
                Base64.getEncoder().encodeToString(key) + "\n" + file.read().strip() + "\n");
        return Seal.with(key).keyName();
    }
}
