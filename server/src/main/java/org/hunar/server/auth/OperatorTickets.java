package org.hunar.server.auth;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/**
 * Proofs that a command was started by somebody who may read the key of the tokens, and so by the owner of the server:
 * the port for administration is open to everybody on this machine. A ticket is good for a minute, and for nothing else.
 */
public final class OperatorTickets {
    private static final String AUDIENCE = "hunar-operator";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final SigningKeys keys;
    private final InstantSource clock;

    public OperatorTickets(TokensConfig config, SecureRandom random, InstantSource clock) {
        this.keys = SigningKeys.of(config, random);
        this.clock = clock;
    }

    public String issue() {
        Instant now = clock.instant();
        return Jwts.builder()
                .audience()
                .add(AUDIENCE)
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)))
                .signWith(keys.current().secret(), Jwts.SIG.HS256)
                .compact();
    }

    /** @param authorization the header of a request; null if it has none */
    public boolean admits(String authorization) {
        return Optional.ofNullable(authorization)
                .filter(text -> text.startsWith("Bearer "))
                .map(text -> text.substring("Bearer ".length()))
                .filter(ticket -> keys.accepted(clock.instant()).stream().anyMatch(key -> isBy(key, ticket)))
                .isPresent();
    }

    private boolean isBy(SigningKey key, String ticket) {
        JwtParser parser = Jwts.parser()
                .clock(() -> Date.from(clock.instant()))
                .requireAudience(AUDIENCE)
                .verifyWith(key.secret())
                .build();
        try {
            return parser.parseSignedClaims(ticket).getPayload().getExpiration() != null;
        } catch (JwtException | IllegalArgumentException e) {
            return false;
        }
    }
}
