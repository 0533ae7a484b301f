package org.hunar.server.auth;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of browsers: JWT in a cookie, signed with the keys of the access tokens and good for pages only, as those are
 * good for the API only. One ends when its user signs out, is disabled, or gets another password, and when it was not used
 * for long. The database has a list of them, for whose they are.
 */
public final class PageSessions {
    private static final Logger LOG = LoggerFactory.getLogger(PageSessions.class);

    private static final String AUDIENCE = "hunar-pages";
    private static final String CREDENTIAL = "cred";
    private static final String FORM_TOKEN = "form";
    private static final Duration LIFETIME = Duration.ofHours(12);

    /** An office computer that was left is nobody's for long. */
    private static final Duration MOST_IDLE = Duration.ofHours(2);

    /** That it is used is noted so often, instead of at each request. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private static final int RANDOM_BYTES = 16;

    private final Database database;
    private final Audit audit;
    private final SigningKeys keys;
    private final SecureRandom random;
    private final InstantSource clock;
    private final PageSessionDao dao = new PageSessionDao();
    private final JwtParser parser;

    PageSessions(Database database, Audit audit, SigningKeys keys, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.audit = audit;
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

    /** @param userAgent as the browser names itself; null if it does not */
    public Cookie begin(SignedIn who, String userAgent) {
        // a token keeps seconds
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        PageSession session = new PageSession(word(), who, word(), now, now.plus(LIFETIME));
        database.inTransaction(tx -> {
            dao.forget(tx, now);
            dao.seen(tx, session, BrowserName.of(userAgent), now);
            audit.done(tx, who.user(), "user.sign-in", who.user());
            return session;
        });
        return new Cookie(sign(session), LIFETIME);
    }

    private String sign(PageSession session) {
        return Jwts.builder()
                .header()
                .keyId(keys.current().id())
                .and()
                .audience()
                .add(AUDIENCE)
                .and()
                .id(session.id())
                .subject(session.who().user())
                .claim(CREDENTIAL, session.who().credential())
                .claim(FORM_TOKEN, session.formToken())
                .issuedAt(Date.from(session.since()))
                .expiration(Date.from(session.until()))
                .signWith(keys.current().secret(), Jwts.SIG.HS256)
                .compact();
    }

    /** Empty when the cookie was not made here, is out of date, was ended, or not used for long. */
    Optional<PageSession> read(String cookie) {
        return claimed(cookie).filter(this::isOpen);
    }

    private Optional<PageSession> claimed(String cookie) {
        try {
            Claims claims = parser.parseSignedClaims(cookie).getPayload();
            return Optional.of(new PageSession(
                    claims.getId(),
                    new SignedIn(claims.getSubject(), claims.get(CREDENTIAL, Integer.class)),
                    claims.get(FORM_TOKEN, String.class),
                    claims.getIssuedAt().toInstant(),
                    claims.getExpiration().toInstant()));
        } catch (JwtException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isOpen(PageSession session) {
        Instant now = clock.instant();
        PageSessionDao.State state = database.inSnapshot(tx -> dao.find(tx, session.id()));
        Instant seen = state.seenAt().orElse(Instant.EPOCH);
        if (state.ended() || state.seenAt().isPresent() && seen.isBefore(now.minus(MOST_IDLE))) {
            return false;
        }
        if (seen.isBefore(now.minus(NOTED_EVERY))) {
            note(session, now);
        }
        return true;
    }

    private void note(PageSession session, Instant now) {
        try {
            database.inTransaction(tx -> {
                dao.seen(tx, session, "", now);
                return session;
            });
        } catch (BusyException | UnavailableException e) {
            // whoever only reads a page needs no place to write, as when the disk is full; the next request notes it
            LOG.info("That a session is used is noted later: {}", e.getMessage());
        }
    }

    /** Where the same person is signed in, this session too; tokens of programs are in no list. */
    public List<OpenSession> open(SignedIn who) {
        Instant now = clock.instant();
        return database.inSnapshot(tx -> dao.open(tx, who, now, now.minus(MOST_IDLE)));
    }

    /** From now on its cookie opens nothing, on any node. */
    public void end(PageSession session) {
        database.inTransaction(tx -> {
            dao.end(tx, session.id(), session.until());
            return session;
        });
    }

    /** As {@link #end(PageSession)}, another one of the same user; nothing happens to one that he does not have. */
    public void end(SignedIn who, String id) {
        database.inTransaction(tx -> {
            dao.goodUntil(tx, who.user(), id).ifPresent(until -> {
                dao.end(tx, id, until);
                audit.done(tx, who.user(), "user.session-end", who.user());
            });
            return id;
        });
    }

    /** A word that nobody guesses. */
    public String word() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
