package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.slf4j.LoggerFactory;

/** A day on which much goes wrong, and what its log tells of the people whose work it was. */
class NothingPersonalInTheLogTest {
    private static final String NAME = "Zubaida Qureshi-Planted";
    private static final String PHONE = "+92 300 5550199";
    private static final String NATIONAL_ID = "35202-5550199-7";
    private static final String WRONG_PASSWORD = "planted wrong password";

    @DatabaseTest
    void itHoldsNoNameNumberTokenOrPassword(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind);
                Log log = new Log()) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            String token = welding.tokenOf(AMNA);
            aDay(server, token);

            assertThat(log.text())
                    .as("the log was listened to")
                    .contains("Unexpected error")
                    .doesNotContain("Zubaida", "Qureshi", "5550199")
                    .doesNotContain(WRONG_PASSWORD, WeldingProgramme.PASSWORD, "sparks fly upwards")
                    .doesNotContain(token, token.substring(token.lastIndexOf('.') + 1), server.adminToken())
                    .doesNotContain("argon2", "dGVzdC10ZXN0");
        }
    }

    private static void aDay(TestServer server, String token) {
        signsInWrongly(server);
        pushes(server, token);
        bringsRosters(server, token);
        server.get("/api/v1/programmes/cpec-weld/participants?name=" + "Zubaida", token + "x");
        server.get("/api/v1/programmes/cpec-weld/participants/" + NATIONAL_ID, token);
        server.send(server.request("/api/v1/me?access_token=" + token, "").GET());
        server.send(server.request("/api/v1/me", "")
                .header("Authorization", "Bearer\t" + token)
                .GET());
        databaseStumblesOverAPerson(server, token);
    }

    private static void signsInWrongly(TestServer server) {
        for (String user : List.of(AMNA, "nobody.here")) {
            HttpResponse<String> answer = server.post(
                    "/api/v1/oauth/token",
                    "",
                    Map.of("grant_type", "password", "username", user, "password", WRONG_PASSWORD));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
        server.send(server.request("/api/v1/oauth/token", "")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"password\":\"" + WRONG_PASSWORD + "\", broken")));
    }

    /** One that is applied, one of a field that is not known, one that is no JSON any more. */
    private static void pushes(TestServer server, String token) {
        SyncClient phone = new SyncClient(server, token);
        assertThat(phone.pushOne(push("1")).text("status")).isEqualTo("APPLIED");
        Map<String, Object> refused = new Captures()
                .push(new Captures()
                        .operation(
                                "participant",
                                Captures.id(),
                                "put",
                                List.of(),
                                Map.of("cohort", "none", "name", NAME, "phone", List.of(PHONE))));
        assertThat(phone.pushOne(refused).text("status")).isEqualTo("REJECTED");
        String text = Json.write(push("2"));
        assertThat(phone.pushRaw(text.substring(0, text.length() - 9)).statusCode())
                .isEqualTo(400);
    }

    private static void bringsRosters(TestServer server, String token) {
        String csv = "cohort,number,name,phone\n" + LAHORE + ",7,\"" + NAME + "\"," + PHONE + "\n" + "nowhere,8," + NAME
                + ",x\n\"" + NAME;
        HttpResponse<String> answer = server.send(server.request(WeldingProgramme.path("/participants"), token)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** What a database says of a row that it refuses holds the row. */
    private static void databaseStumblesOverAPerson(TestServer server, String token) {
        server.database()
                .inTransaction(tx -> tx.handle()
                        .execute("alter table participants add constraint nobody check (number <> '333') "
                                + (server.database().isEmbedded() ? "nocheck" : "not valid")));
        HttpResponse<String> answer = server.post("/api/v1/sync/push", token, push("333"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("Zubaida", "constraint", "participants", "5550199");
    }

    private static Map<String, Object> push(String number) {
        Captures phone = new Captures();
        return phone.push(phone.operation(
                "participant",
                Captures.id(),
                "put",
                List.of(),
                Map.of("cohort", LAHORE, "number", number, "name", NAME, "phone", PHONE, "national_id", NATIONAL_ID)));
    }

    /**
     * Everything that the whole process logs, as an operator reads it who wants to know more than usual. PostgreSQL's own
     * log, which the embedded one hands on, is another program's: {@code server/docs/database.md} says how to keep it discreet.
     */
    private static final class Log implements AutoCloseable {
        private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final Logger ours = context.getLogger("org.hunar");
        private final Logger postgreSqls = context.getLogger("io.zonky");
        private final Level usual = root.getLevel();
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

        Log() {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%level %logger %mdc %msg%n%xEx");
            encoder.start();
            appender.setContext(context);
            appender.setEncoder(encoder);
            appender.setOutputStream(lines);
            appender.start();
            root.addAppender(appender);
            root.setLevel(Level.INFO);
            ours.setLevel(Level.DEBUG);
            postgreSqls.setLevel(Level.OFF);
        }

        String text() {
            return lines.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            root.detachAppender(appender);
            appender.stop();
            root.setLevel(usual);
            ours.setLevel(null);
            postgreSqls.setLevel(null);
        }
    }
}
