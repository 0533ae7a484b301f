package org.hunar.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Name and password with every request (RFC 7617). A password that was right is not hashed again for a few minutes: a
 * phone asks a dozen times in a row. What is remembered of it is a keyed sum, with a key that dies with the process; and
 * whether the user is still there, and what he may, is read each time all the same.
 */
public final class BasicSignIns {
    /** What a 401 asks for ({@code WWW-Authenticate}). */
    public static final String CHALLENGE = "Basic realm=\"hunar\", charset=\"UTF-8\"";

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "basic ";

    private final Users users;
    private final SignIns signIns;
    private final SecretKeySpec key;
    private final Cache<String, Right> right = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private record Right(UserName name, int credential) {}

    BasicSignIns(Users users, SignIns signIns, SecureRandom random) {
        this.users = users;
        this.signIns = signIns;
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Whether a header {@code Authorization} is of this scheme. */
    public static boolean isOne(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * @param authorization the header
     * @param address from which it comes
     * @return empty if the header cannot be read, or name or password are wrong
     * @throws org.hunar.server.http.ProblemException 429 or 503 for who has to wait
     */
    public Optional<Caller> caller(String authorization, String address) {
        String sum = sum(authorization);
        Right before = right.getIfPresent(sum);
        if (before != null) {
            return users.caller(before.name(), before.credential());
        }
        return read(authorization)
                .flatMap(given -> signIns.tryPassword(given.name(), given.password(), address))
                .flatMap(user -> {
                    right.put(sum, new Right(user.name(), user.credential()));
                    return users.caller(user.name(), user.credential());
                });
    }

    private record Given(UserName name, String password) {
        @Override
        public String toString() {
            return name.toString();
        }
    }

    private static Optional<Given> read(String authorization) {
        try {
            String text = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(PREFIX.length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Given(new UserName(text.substring(0, colon)), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String sum(String authorization) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(authorization.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
