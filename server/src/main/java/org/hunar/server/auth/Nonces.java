package org.hunar.server.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Words that this server gives to whoever asks, and knows again: a time, chance, and a seal over both. Nothing is kept
 * for them, so asking costs nothing, and every node with the same key knows them.
 */
public final class Nonces {
    /** How long one is good: a phone on a bad link asks, signs and sends within that. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    /** A nonce from the clock of another node may lie so far ahead. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private static final int TIME_BYTES = Long.BYTES;
    private static final int RANDOM_BYTES = 12;
    private static final int SEAL_BYTES = 16;
    private static final int SEALED_BYTES = TIME_BYTES + RANDOM_BYTES;
    private static final String MAC = "HmacSHA256";

    /** The key of the tokens seals nothing but tokens; what is made of it here seals nonces. */
    private static final byte[] PURPOSE = "hunar nonce v1".getBytes(StandardCharsets.US_ASCII);

    private final SigningKeys keys;
    private final SecureRandom random;
    private final InstantSource clock;

    Nonces(SigningKeys keys, SecureRandom random, InstantSource clock) {
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    public String fresh() {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        byte[] sealed = ByteBuffer.allocate(SEALED_BYTES)
                .putLong(clock.millis())
                .put(chance)
                .array();
        byte[] nonce = ByteBuffer.allocate(SEALED_BYTES + SEAL_BYTES)
                .put(sealed)
                .put(seal(keys.current().secret(), sealed))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /** Until when it is good; empty if it is too old, or not from here. */
    public Optional<Instant> goodUntil(String nonce) {
        byte[] bytes = decode(nonce);
        if (bytes.length != SEALED_BYTES + SEAL_BYTES) {
            return Optional.empty();
        }
        byte[] sealed = Arrays.copyOf(bytes, SEALED_BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, SEALED_BYTES, bytes.length);
        Instant now = clock.instant();
        Instant given = Instant.ofEpochMilli(ByteBuffer.wrap(sealed).getLong());
        boolean ours =
                keys.accepted(now).stream().anyMatch(key -> MessageDigest.isEqual(seal(key.secret(), sealed), seal));
        return Optional.of(given.plus(GOOD_FOR))
                .filter(until -> ours && now.isBefore(until) && !given.isAfter(now.plus(CLOCKS_APART)));
    }

    private static byte[] decode(String nonce) {
        try {
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] seal(SecretKey key, byte[] sealed) {
        try {
            Mac derive = Mac.getInstance(MAC);
            derive.init(key);
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(derive.doFinal(PURPOSE), MAC));
            return Arrays.copyOf(mac.doFinal(sealed), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
