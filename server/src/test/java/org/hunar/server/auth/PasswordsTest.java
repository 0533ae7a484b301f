package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hunar.server.auth.User.PasswordHash;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(PasswordCost.OWASP, 2, new SecureRandom());

    @Test
    void aHashTellsItsParametersAndNotThePassword() {
        PasswordHash hash = passwords.hash("blue torch nine");
        assertThat(hash.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hash.encoded())
                .isNotEqualTo(passwords.hash("blue torch nine").encoded());
        assertThat(hash).hasToString("(hash)");
    }

    @Test
    void manyAtOnceDoNotMixUpEachOthersPasswords() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Boolean>> signIns = IntStream.range(0, 24)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        PasswordHash hash = passwords.hash("the password of " + i);
                        return passwords.matches("the password of " + i, hash)
                                && !passwords.matches("the password of " + (i + 1), hash);
                    })
                    .toList();
            for (Future<Boolean> right : pool.invokeAll(signIns)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void lettersOfEveryScriptCountOnce() {
        String urdu = Passwords.require("نیلا شعلہ ۹");
        assertThat(passwords.matches(urdu, passwords.hash(urdu))).isTrue();
        assertThatThrownBy(() -> Passwords.require("焊接焊接焊接焊接焊"))
                .hasMessage("a password has 10 to 256 characters, this one has 9");
        assertThatThrownBy(() -> Passwords.require("x".repeat(257))).hasMessageContaining("this one has 257");
        assertThat(Passwords.random(new SecureRandom())).hasSize(24);
    }
}
