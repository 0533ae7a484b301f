package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.Guesser;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** Somebody guesses a trainer's password from a hundred addresses at once. */
class GuessedPasswordsTest {
    private static final String PASSWORD = "blue torch nine";
    private static final int ADDRESSES = 100;
    private static final int GUESSES = 500;

    @DatabaseTest
    void whoseUserNameIsUsedSignsInAsEverAndFewGuessesCostAHash(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            server.put("/api/v1/users/amna", server.adminToken(), Map.of("password", PASSWORD));
            assertThat(server.token("amna", PASSWORD)).isNotEmpty();
            ExecutorService pool = Executors.newFixedThreadPool(10);
            List<Guesser.Reply> replies = new ArrayList<>();
            Instant began = Instant.now();
            try {
                List<Future<Guesser.Reply>> guesses = new ArrayList<>();
                for (int i = 0; i < GUESSES; i++) {
                    Guesser guesser = new Guesser(server.uri("/"), "127.0.1." + (1 + i % ADDRESSES));
                    Callable<Guesser.Reply> guess = () -> guesser.guess("amna");
                    guesses.add(pool.submit(guess));
                    if (i % 100 == 0) {
                        assertThat(server.token("amna", PASSWORD)).isNotEmpty();
                    }
                }
                for (Future<Guesser.Reply> guess : guesses) {
                    replies.add(guess.get());
                }
            } finally {
                pool.shutdown();
            }
            long seconds = Duration.between(began, Instant.now()).toSeconds() + 1;

            assertThat(replies).extracting(Guesser.Reply::status).isSubsetOf(400, 429, 503);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() == 400)
                    .as("wrong passwords that were looked at")
                    .hasSizeLessThanOrEqualTo((int) (30 + 5 * seconds));
            assertThat(replies).filteredOn(reply -> reply.status() != 400).allSatisfy(reply -> {
                assertThat(reply.head()).contains("application/problem+json");
                assertThat(reply.retryAfter()).isPositive();
            });
            assertThat(server.token("amna", PASSWORD)).isNotEmpty();
        }
    }
}
