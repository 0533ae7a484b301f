package org.hunar.server.openrosa;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.hunar.model.json.CanonicalJson;

/** What stands in the path of a phone's address and lets it in: 384 bits, so that a plain hash gives nothing away. */
record PathToken(String text) {
    private static final int BYTES = 48;

    /** 64 signs that need no escape in an address. */
    static PathToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new PathToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256 in hex. */
    String hash() {
        return CanonicalJson.hex(CanonicalJson.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "(token)";
    }
}
