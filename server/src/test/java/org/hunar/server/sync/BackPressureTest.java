package org.hunar.server.sync;

import static io.dropwizard.testing.ConfigOverride.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import io.dropwizard.testing.ConfigOverride;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;

/** What a server answers when more is asked of it than it can do, over real HTTP. */
class BackPressureTest {
    private static final int PHONES = 500;
    private static final int MOST_WAVES = 60;

    @Test
    void aPhoneThatAsksWithoutEndIsAskedToWaitAndTheOthersAreNot() {
        try (TestServer server =
                TestServer.start(TestDatabase.Kind.H2, config("limits.burst", "3"), config("limits.perMinute", "1"))) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String amna = programme.tokenOf(AMNA);
            Captures phone = new Captures();
            Map<String, Object> push = phone.push(phone.participant(id(), LAHORE, "1"));
            for (int i = 0; i < 2; i++) {
                assertThat(server.post("/api/v1/sync/push", amna, push).statusCode())
                        .isEqualTo(200);
            }
            Map<String, Object> pull = Map.of("install_id", phone.install.toString());
            assertThat(server.post("/api/v1/sync/pull", amna, pull).statusCode())
                    .isEqualTo(200);

            assertSentAway(server.post("/api/v1/sync/pull", amna, pull), 429, "TOO_MANY_REQUESTS");
            assertSentAway(server.post("/api/v1/sync/push", amna, push), 429, "TOO_MANY_REQUESTS");

            assertThat(server.post("/api/v1/sync/push", amna, new Captures().push())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post("/api/v1/sync/push", programme.tokenOf(BILAL), push)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/api/v1/hello", "").statusCode()).isEqualTo(200);
        }
    }

    /** As after a power cut in the whole town: each comes again when it was sent away, and none comes for ever. */
    @DatabaseTest
    void fiveHundredPhonesAtOnceAreAllServed(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind, atOnce(4, 12))) {
            String amna = WeldingProgramme.setUp(server).tokenOf(AMNA);
            List<Captures> unserved =
                    Stream.generate(Captures::new).limit(PHONES).toList();
            int sentAway = 0;
            for (int wave = 0; wave < MOST_WAVES && !unserved.isEmpty(); wave++) {
                unserved = pushTogether(server, amna, unserved);
                sentAway += unserved.size();
            }

            assertThat(unserved).isEmpty();
            assertThat(sentAway)
                    .as("the crowd was more than the server took at once")
                    .isPositive();
            assertThat(new SyncClient(server, amna)
                            .pullAll().values().stream()
                                    .filter(item -> item.entity().equals("participant")))
                    .hasSize(PHONES)
                    .allMatch(item -> item.rev() == 1);
        }
    }

    @Test
    void aPhoneOnASlowLineHoldsNobodyUp() throws Exception {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2, atOnce(1, 0))) {
            String token = WeldingProgramme.setUp(server).tokenOf(AMNA);
            Captures slow = new Captures();
            byte[] body = Json.write(slow.push(slow.participant(id(), LAHORE, "slow")))
                    .getBytes(StandardCharsets.UTF_8);
            URI uri = server.uri("/api/v1/sync/push");
            try (Socket line = new Socket(uri.getHost(), uri.getPort())) {
                OutputStream out = line.getOutputStream();
                out.write(head(uri, token, body.length));
                out.write(body, 0, body.length / 2);
                out.flush();

                Captures quick = new Captures();
                JsonObject result =
                        new SyncClient(server, token).pushOne(quick.push(quick.participant(id(), LAHORE, "quick")));
                assertThat(result.text("status")).isEqualTo("APPLIED");

                out.write(body, body.length / 2, body.length - body.length / 2);
                out.flush();
                assertThat(new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200")
                        .contains("APPLIED");
            }
        }
    }

    private static byte[] head(URI uri, String token, int length) {
        return ("POST " + uri.getPath() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\nContent-Length: "
                        + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static ConfigOverride[] atOnce(int number, int waiting) {
        return new ConfigOverride[] {
            config("limits.atOnce", Integer.toString(number)),
            config("limits.waiting", Integer.toString(waiting)),
            config("limits.longestWait", "1s")
        };
    }

    /** Returns those who were sent away. */
    private static List<Captures> pushTogether(TestServer server, String token, List<Captures> phones) {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (Captures phone : phones) {
            Map<String, Object> push = phone.push(phone.participant(phone.install.toString(), LAHORE, "n"));
            answers.add(client.sendAsync(
                    ApiClient.posting(server.request("/api/v1/sync/push", token), push)
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        List<Captures> sentAway = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            HttpResponse<String> answer = answers.get(i).join();
            if (answer.statusCode() == 200) {
                assertThat(answer.body()).contains("APPLIED");
            } else {
                assertSentAway(answer, 503, "BUSY");
                sentAway.add(phones.get(i));
            }
        }
        return sentAway;
    }

    private static void assertSentAway(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(ApiClient.json(answer).text("code")).isEqualTo(code);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }
}
