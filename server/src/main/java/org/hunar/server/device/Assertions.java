package org.hunar.server.device;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import io.jsonwebtoken.ProtectedHeader;
import java.security.Key;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the assertions by which devices show who they are (RFC 7523): JWT signed with ES256 and nothing else, by the key
 * of the device that {@code kid}, {@code iss} and {@code sub} name.
 *
 * <p>{@code exp} is not held against the clock: the nonce in {@code jti} is from this server and bounds the life of an
 * assertion by the server's own clock, so that a phone that believes it is 1970 signs in as well as any other.
 */
final class Assertions {
    private static final String AUDIENCE = "hunar-oauth";
    private static final int LONGEST = 4096;

    private final JwtParser parser;

    /** @param keys public key by device; empty for one that is not known */
    Assertions(Function<UUID, Optional<? extends Key>> keys) {
        this.parser = Jwts.parser()
                .clock(() -> Date.from(Instant.EPOCH))
                .clockSkewSeconds(Long.MAX_VALUE / 1000)
                .sig()
                .clear()
                .add(Jwts.SIG.ES256)
                .and()
                .requireAudience(AUDIENCE)
                .keyLocator(header -> locate(header, keys))
                .build();
    }

    /** @param nonce to be used up by whoever acts on it */
    record Assertion(UUID device, String nonce, Optional<String> appVersion) {}

    /** Empty when it is not signed by the device that it names, or is no assertion at all. */
    Optional<Assertion> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Jws<Claims> jws = parser.parseSignedClaims(text);
            Claims claims = jws.getPayload();
            String device = jws.getHeader().getKeyId();
            if (!device.equals(claims.getIssuer()) || !device.equals(claims.getSubject()) || claims.getId() == null) {
                return Optional.empty();
            }
            return Optional.of(new Assertion(
                    UUID.fromString(device),
                    claims.getId(),
                    Optional.ofNullable(claims.get("app_version", String.class))));
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Key locate(Header header, Function<UUID, Optional<? extends Key>> keys) {
        if (header instanceof ProtectedHeader signed && signed.getKeyId() != null) {
            Optional<? extends Key> key = keys.apply(UUID.fromString(signed.getKeyId()));
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new MalformedJwtException("the assertion names no device of ours");
    }
}
