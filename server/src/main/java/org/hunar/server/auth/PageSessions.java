package org.hunar.server.auth;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.hunar.server.storage.Database;

/**
 * Sessions of browsers: JWT in a cookie, signed with the keys of the access tokens and good for pages only, as those are
 * good for the API only. One ends when its user signs out, is disabled, or gets another password.
 */
public final class PageSessions {
    private static final String AUDIENCE = "hunar-pages";
    private static final String CREDENTIAL = "cred";
    private static final String FORM_TOKEN = "form";
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final int RANDOM_BYTES = 16;

    private final Database database;
    private final SigningKeys keys;
    private final SecureRandom random;
    private final InstantSource clock;
    private final EndedSessionDao ended = new EndedSessionDao();
    private final JwtParser parser;

    PageSessions(Database database, SigningKeys keys, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
        this.parser = Jwts.parser()
                .clock(() -> Date.from(clock.instant()))
                .sig()
                .clear()
                .add(Jwts.SIG.HS256)
                .and()
                .requireAudience(AUDIENCE)
                .keyLocator(header -> Tokens.locate(keys, header, clock.instant()))
                .build();
    }

    /** What the cookie is to hold, and for how long at most. */
    public record Cookie(String value, Duration lifetime) {
        @Override
        public String toString() {
            return "(session)";
        }
    }

    public Cookie begin(SignedIn who) {
        Instant now = clock.instant();
        String value = Jwts.builder()
                .header()
                .keyId(keys.current().id())
                .and()
                .audience()
                .add(AUDIENCE)
                .and()
                .id(word())
                .subject(who.user())
                .claim(CREDENTIAL, who.credential())
                .claim(FORM_TOKEN, word())
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(LIFETIME)))
                .signWith(keys.current().secret(), Jwts.SIG.HS256)
                .compact();
        return new Cookie(value, LIFETIME);
    }

    /** Empty when the cookie was not made here, is out of date, or was ended. */
    Optional<PageSession> read(String cookie) {
        try {
            Claims claims = parser.parseSignedClaims(cookie).getPayload();
            PageSession session = new PageSession(
                    claims.getId(),
                    new SignedIn(claims.getSubject(), claims.get(CREDENTIAL, Integer.class)),
                    claims.get(FORM_TOKEN, String.class),
                    claims.getExpiration().toInstant());
            return Optional.of(session).filter(each -> !database.inSnapshot(tx -> ended.has(tx, each.id())));
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** From now on its cookie opens nothing, on any node. */
    public void end(PageSession session) {
        database.inTransaction(tx -> {
            ended.forget(tx, clock.instant());
            ended.add(tx, session.id(), session.until());
            return session;
        });
    }

    /** A word that nobody guesses. */
    public String word() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
