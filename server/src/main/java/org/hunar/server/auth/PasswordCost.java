package org.hunar.server.auth;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

/** What one guess at a password costs, whoever makes it: memory and passes of Argon2id (RFC 9106). */
public enum PasswordCost {
    /** 19 MiB, 2 passes: the first choice of the OWASP password storage cheat sheet. */
    OWASP(19 * 1024, 2),
    /** For tests, which sign in thousands of times: next to nothing. */
    FOR_TESTS(64, 1);

    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    private final int kibibytes;
    private final int passes;

    PasswordCost(int kibibytes, int passes) {
        this.kibibytes = kibibytes;
        this.passes = passes;
    }

    Argon2Function function() {
        return Argon2Function.getInstance(kibibytes, passes, LANES, HASH_BYTES, Argon2.ID);
    }
}
