package org.hunar.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class WebhooksOverHttpTest {
    private static final String PROGRAMME = "/api/v1/programmes/cpec-weld";
    private static final String WEBHOOKS = PROGRAMME + "/webhooks";

    /** Questions until the answer to a message is noted down. */
    private static final int MANY = 1000;

    @DatabaseTest
    void whatHappensIsToldOnceSignedAndUntilItIsTaken(TestDatabase.Kind kind) throws Exception {
        try (Receiver receiver = new Receiver();
                TestServer server = TestServer.start(
                        kind,
                        ConfigOverride.config("webhooks.privateNetworks", "true"),
                        ConfigOverride.config("webhooks.lookEvery", "50ms"))) {
            String token = server.adminToken();
            server.put(PROGRAMME, token, ReferenceCohort.programme().toJson());
            JsonObject webhook = TestServer.json(server.post(WEBHOOKS, token, Map.of("url", receiver.url())));
            String secret = webhook.text("secret");
            assertThat(secret).startsWith("whsec_");
            assertThat(server.get(WEBHOOKS, token).body())
                    .contains(receiver.url())
                    .doesNotContain(secret);

            ReferenceCohort.setUp(server);

            // told again, under its id
            Message refused = receiver.next(server);
            Set<String> assessments = new HashSet<>();
            Set<String> ids = new HashSet<>();
            boolean reportChanged = false;
            while (assessments.size() < ReferenceCohort.assessments().size()
                    || !reportChanged
                    || !ids.contains(refused.id)) {
                Message message = receiver.next(server);
                assertThat(message.signature)
                        .isEqualTo(Signature.of(secret, message.id, message.timestamp, message.body));
                assertThat(message.body).doesNotContain("Person");
                assertThat(ids.add(message.id)).as("told once").isTrue();
                JsonObject event = Json.readObject(message.body);
                if (event.text("type").equals("assessment.accepted")) {
                    assertThat(assessments.add(event.object("data").text("assessment_id")))
                            .isTrue();
                }
                reportChanged |= event.text("type").equals("report.changed");
            }

            server.put(
                    PROGRAMME + "/instruments/weld_l2/versions/1/key",
                    token,
                    ReferenceCohort.keyOfSafetyOnly().toJson(ReferenceCohort.instrument()));
            assertThat(receiver.nextOf(server, "scoring_run.finished")
                            .object("data")
                            .integer("key_version"))
                    .isEqualTo(2);

            String one = WEBHOOKS + "/" + webhook.text("id");
            assertThat(server.get(one + "/deliveries?state=DELIVERED&limit=1", token)
                            .body())
                    .contains("\"answer\":\"204\"");
            whatWasGivenUpIsToldAgain(receiver, server, one);
            assertThat(server.send(server.request(one, server.adminToken()).DELETE())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(TestServer.json(server.get(WEBHOOKS, server.adminToken()))
                            .objects("items"))
                    .isEmpty();
        }
    }

    private static void whatWasGivenUpIsToldAgain(Receiver receiver, TestServer server, String webhook)
            throws InterruptedException {
        String token = server.adminToken();
        String told = TestServer.json(server.get(webhook + "/deliveries?state=DELIVERED&limit=1", token))
                .objects("items")
                .get(0)
                .text("id");
        String resend = webhook + "/deliveries/" + told + "/resend";
        receiver.refuses(true);
        assertThat(server.post(resend, token, Map.of()).statusCode()).isEqualTo(202);
        receiver.untilToldAgain(server, told);
        server.clock().advance(Duration.ofDays(4));
        // what happened meanwhile, such as another change of the report, may have been refused as well
        List<String> dead = List.of();
        for (int i = 0; !dead.contains(told) && i < MANY; i++) {
            dead =
                    TestServer.json(server.get(webhook + "/deliveries?state=DEAD", server.adminToken()))
                            .objects("items")
                            .stream()
                            .map(each -> each.text("id"))
                            .toList();
        }
        assertThat(dead).contains(told);

        receiver.refuses(false);
        assertThat(server.post(resend, server.adminToken(), Map.of()).statusCode())
                .isEqualTo(202);
        receiver.untilToldAgain(server, told);
        assertThat(server.post(webhook + "/deliveries/" + new UUID(0, 0) + "/resend", server.adminToken(), Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @DatabaseTest
    void nobodyMakesTheServerAskTheMachinesBesideIt(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String token = server.adminToken();
            server.put(PROGRAMME, token, ReferenceCohort.programme().toJson());
            for (String url : List.of(
                    "http://203.0.113.7/",
                    "https://127.0.0.1/",
                    "https://localhost/",
                    "https://10.0.0.1/",
                    "https://192.168.1.1/",
                    "https://169.254.169.254/latest/meta-data",
                    "https://100.64.0.1/",
                    "https://0.0.0.0/",
                    "https://[::1]/",
                    "https://[fd00::1]/",
                    "https://[::ffff:127.0.0.1]/",
                    "https://user:secret@203.0.113.7/",
                    "file:///etc/passwd",
                    "https://",
                    "no url")) {
                HttpResponse<String> answer = server.post(WEBHOOKS, token, Map.of("url", url));
                assertThat(answer.statusCode()).as(url + answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains("/url");
            }
            assertThat(server.post(WEBHOOKS, token, Map.of("url", "https://203.0.113.7/hook"))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private record Message(String id, long timestamp, String signature, String body) {}

    /** Somebody's server: refuses the first message, and takes all others. */
    private static final class Receiver implements AutoCloseable {
        private static final int PATIENCE = 80;

        private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        private final HttpServer http;
        private final AtomicBoolean refused = new AtomicBoolean();
        private volatile boolean refuses;

        Receiver() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var headers = exchange.getRequestHeaders();
                // before anybody hears of the message, and refuses the next
                boolean takes = refused.getAndSet(true) && !refuses;
                messages.add(new Message(
                        headers.getFirst("webhook-id"),
                        Long.parseLong(headers.getFirst("webhook-timestamp")),
                        headers.getFirst("webhook-signature"),
                        body));
                exchange.sendResponseHeaders(takes ? 204 : 503, -1);
                exchange.close();
            });
            http.start();
        }

        void refuses(boolean all) {
            refuses = all;
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
        }

        /** When nothing comes, time passes: what was refused waits for its turn. */
        Message next(TestServer server) throws InterruptedException {
            for (int i = 0; i < PATIENCE; i++) {
                Message message = messages.poll(1, TimeUnit.SECONDS);
                if (message != null) {
                    return message;
                }
                server.clock().advance(Duration.ofMinutes(1));
            }
            throw new AssertionError("nothing came");
        }

        /** Other things happen meanwhile, and are told as well. */
        void untilToldAgain(TestServer server, String id) throws InterruptedException {
            Message message = next(server);
            while (!message.id.equals(id)) {
                message = next(server);
            }
        }

        JsonObject nextOf(TestServer server, String type) throws InterruptedException {
            JsonObject event = Json.readObject(next(server).body);
            while (!event.text("type").equals(type)) {
                event = Json.readObject(next(server).body);
            }
            return event;
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
