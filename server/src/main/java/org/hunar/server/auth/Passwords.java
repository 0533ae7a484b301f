package org.hunar.server.auth;

import com.password4j.Argon2Function;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hunar.server.auth.User.PasswordHash;
import org.hunar.server.http.ProblemException;

/**
 * Hashes and checks passwords with Argon2id. No more than a fixed number of hashes run at once, so that a flood of
 * sign-ins cannot use up the memory; the rest wait their turn, and after a while are told to come again.
 */
final class Passwords {
    /** Fewest characters of a password; NIST SP 800-63B asks for no fewer than 8. */
    static final int MIN_LENGTH = 10;

    /** More would let a caller make us hash megabytes. */
    static final int MAX_LENGTH = 256;

    private static final int RANDOM_BYTES = 18;
    private static final int SALT_BYTES = 16;
    private static final int PATIENCE_SECONDS = 10;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final PasswordCost cost;
    private final SecureRandom random;
    private final Semaphore turns;

    /** @param concurrent how many hashes may run at once; each holds the memory that its cost says */
    Passwords(PasswordCost cost, int concurrent, SecureRandom random) {
        this.cost = cost;
        this.random = random;
        turns = new Semaphore(concurrent, true);
    }

    /**
     * Refuses a password that is too short or too long.
     *
     * @throws IllegalArgumentException with the reason, which does not repeat the password
     */
    static String require(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, this one has " + length);
        }
        return password;
    }

    /** A password that nobody chose: 24 characters, 144 bits. */
    static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The hash with its salt and parameters in PHC form. */
    PasswordHash hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        // its memory is taken with the first hash: a server that only takes in what phones bring has none to compute
        return inTurn(() -> new PasswordHash(cost.function().hash(secret, salt).getResult()));
    }

    boolean matches(String password, PasswordHash hash) {
        if (password.length() > MAX_LENGTH) {
            return false;
        }
        return inTurn(() -> Argon2Function.getInstanceFromHash(hash.encoded()).check(password, hash.encoded()));
    }

    /** Takes as long as a check of a real user's password, so that the time does not tell who exists. */
    void matchNobody(String password) {
        if (password.length() <= MAX_LENGTH) {
            hash(password);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static ProblemException busy() {
        return ProblemException.busy(RETRY_AFTER_SECONDS);
    }
}
