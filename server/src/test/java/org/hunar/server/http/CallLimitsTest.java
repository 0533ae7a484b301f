package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Who asks without end is told when to come again, whatever he asks for; the others are served. */
class CallLimitsTest {
    private static final int BY_USER = 10;
    private static final int BY_ADDRESS = 40;

    @Test
    void aUserAndAnAddressMayAskSoOftenAMinute() {
        try (TestServer server = TestServer.start(
                TestDatabase.Kind.H2,
                ConfigOverride.config("http.callsPerUser", Integer.toString(BY_USER)),
                ConfigOverride.config("http.callsPerAddress", Integer.toString(BY_ADDRESS)))) {
            String admin = server.adminToken();
            // a bucket fills up again while the test asks, by one call in 6 s
            List<HttpResponse<String>> byUser = Stream.generate(() -> server.get("/api/v1/users", admin))
                    .limit(2 * BY_USER)
                    .toList();
            assertThat(byUser).extracting(HttpResponse::statusCode).contains(200, 429);
            assertThat(byUser.subList(0, BY_USER)).allMatch(answer -> answer.statusCode() == 200);
            assertThat(server.get("/api/v1/hello", "").statusCode()).isEqualTo(200);

            // what is nowhere counts as well
            List<HttpResponse<String>> byAddress = Stream.generate(() -> server.get("/nowhere", ""))
                    .limit(2 * BY_ADDRESS)
                    .toList();
            assertThat(byAddress).extracting(HttpResponse::statusCode).containsOnly(404, 429);
            Stream.concat(byUser.stream(), byAddress.stream())
                    .filter(answer -> answer.statusCode() == 429)
                    .forEach(CallLimitsTest::assertTellsWhenToCome);
            assertThat(server.get("/api/v1/hello", "").statusCode()).isEqualTo(429);
        }
    }

    private static void assertTellsWhenToCome(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(TestServer.json(answer).text("code")).isEqualTo("TOO_MANY_REQUESTS");
    }
}
