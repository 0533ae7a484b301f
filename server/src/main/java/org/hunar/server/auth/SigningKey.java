package org.hunar.server.auth;

import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.SecretFile;

/**
 * The secret with which tokens are signed.
 *
 * @param id names the key in the header of a token ({@code kid}): its thumbprint by RFC 7638
 */
record SigningKey(String id, SecretKey secret) {
    private static final int BYTES = 32;

    /** A new one, as Base64. */
    static String random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** @throws RefusedToStartException if it is no key */
    static SigningKey decode(String base64, String where) {
        SecretKey secret = Keys.hmacShaKeyFor(SecretFile.key(base64, where, BYTES));
        String thumbprint =
                Jwks.builder().key(secret).idFromThumbprint().build().getId();
        return new SigningKey(thumbprint, secret);
    }
}
