package org.hunar.model.sync.client;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.hunar.model.json.Json;

/** What JSON Web Signatures (RFC 7515) demand of an encoder. */
final class Jws {
    /** Bytes of a coordinate, and of each half of a signature, on P-256. */
    private static final int LENGTH = 32;

    /** A DER sequence of two integers: tag and length, then for each integer the same. */
    private static final int DER_HEADER = 2;

    private Jws() {}

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(Map<String, Object> json) {
        return base64(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    /** 32 bytes, the highest first. */
    static byte[] fixedLength(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[LENGTH];
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, fixed, LENGTH - length, length);
        return fixed;
    }

    /** A signature as ES256 has it, R and S of 32 bytes each (RFC 7518 §3.4), from the DER of ECDSA. */
    static byte[] concatenated(byte[] der) {
        int r = DER_HEADER;
        int s = r + DER_HEADER + der[r + 1];
        byte[] both = new byte[2 * LENGTH];
        System.arraycopy(integer(der, r), 0, both, 0, LENGTH);
        System.arraycopy(integer(der, s), 0, both, LENGTH, LENGTH);
        return both;
    }

    private static byte[] integer(byte[] der, int at) {
        int start = at + DER_HEADER;
        return fixedLength(new BigInteger(Arrays.copyOfRange(der, start, start + der[at + 1])));
    }
}
