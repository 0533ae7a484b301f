package org.hunar.server.device;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.hunar.model.json.CanonicalJson;

/**
 * A code that enrols one phone: 16 signs, 80 bits, in Crockford's Base32, which people read out and type without mixing
 * up O and 0 or I and 1. Of so many bits, a plain hash gives nothing away.
 */
record OneTimeCode(String value) {
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    static OneTimeCode random(SecureRandom random) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return new OneTimeCode(code.toString());
    }

    /** SHA-256 in hex of what the code says, however it was typed. */
    String hash() {
        String plain = value.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replaceAll("[IL]", "1");
        return CanonicalJson.hex(CanonicalJson.sha256().digest(plain.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "(code)";
    }
}
