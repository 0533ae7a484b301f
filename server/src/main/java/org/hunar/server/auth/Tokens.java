package org.hunar.server.auth;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.MalformedJwtException;
import io.jsonwebtoken.ProtectedHeader;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens: JWT (RFC 7519) signed with HMAC-SHA256 and nothing else. A token says who calls, never what they may
 * do: grants are read on every call.
 */
final class Tokens {
    private static final String AUDIENCE = "hunar-api";
    private static final String CREDENTIAL = "cred";
    private static final String DEVICE = "device";

    private final SigningKeys keys;
    private final String issuer;
    private final Duration lifetime;
    private final InstantSource clock;
    private final JwtParser parser;

    Tokens(SigningKeys keys, TokensConfig config, InstantSource clock) {
        this.keys = keys;
        this.issuer = config.issuer();
        this.lifetime = config.lifetime().toJavaDuration();
        this.clock = clock;
        this.parser = Jwts.parser()
                .clock(() -> Date.from(clock.instant()))
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .requireIssuer(issuer)
                .requireAudience(AUDIENCE)
                .keyLocator(this::locate)
                .build();
    }

    AccessToken issue(User user) {
        return issue(user, Optional.empty());
    }

    /** @param device on which the token is to be used; empty for a person anywhere */
    AccessToken issue(User user, Optional<UUID> device) {
        return new AccessToken(sign(user, device), lifetime);
    }

    /** @param lifetime from now on */
    record AccessToken(String text, Duration lifetime) {
        @Override
        public String toString() {
            return "(token)";
        }
    }

    private String sign(User user, Optional<UUID> device) {
        Instant now = clock.instant();
        return Jwts.builder()
                .header()
                .keyId(keys.current().id())
                .and()
                .issuer(issuer)
                .audience()
                .add(AUDIENCE)
                .and()
                .subject(user.name().value())
                .claim(CREDENTIAL, user.credential())
                .claim(DEVICE, device.map(UUID::toString).orElse(null))
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(lifetime)))
                .signWith(keys.current().secret(), Jwts.SIG.HS256)
                .compact();
    }

    /** Whom the token names; empty when it was not made here, is out of date, or is no token at all. */
    Optional<Subject> read(String token) {
        try {
            Claims claims = parser.parseSignedClaims(token).getPayload();
            return Optional.of(new Subject(
                    new UserName(claims.getSubject()),
                    claims.get(CREDENTIAL, Integer.class),
                    Optional.ofNullable(claims.get(DEVICE, String.class)).map(UUID::fromString)));
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * @param credential which password of the user the token was made with
     * @param device for which it was made
     */
    record Subject(UserName name, int credential, Optional<UUID> device) {
        /** Whoever signed in with a password. */
        Subject(UserName name, int credential) {
            this(name, credential, Optional.empty());
        }
    }

    private Key locate(Header header) {
        return locate(keys, header, clock.instant());
    }

    /** The key that a token names, if it is one of ours and still holds. */
    static Key locate(SigningKeys keys, Header header, Instant now) {
        if (header instanceof ProtectedHeader signed && signed.getKeyId() != null) {
            Optional<SigningKey> key = keys.find(signed.getKeyId(), now);
            if (key.isPresent()) {
                return key.get().secret();
            }
        }
        throw new MalformedJwtException("the token names a key that is not ours");
    }
}
