package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.PostgreSqlPair;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are read from a streaming replica while it follows, and say how old they may be. */
class ReplicaTest {
    private static final String PROGRAMME = "/api/v1/programmes/" + ReferenceCohort.PROGRAMME;
    private static final String REPORT = PROGRAMME + "/report";
    private static final String FEED = PROGRAMME + "/odata/participants";
    private static final String LAG = "Hunar-Replica-Lag";
    private static final int TRIES = 600;

    @Test
    void aReportIsReadFromTheReplicaAndSaysHowOldItMayBe(@TempDir Path folder) throws Exception {
        try (PostgreSqlPair pair = PostgreSqlPair.start(folder);
                TestServer server = TestServer.over(
                        TestDatabase.of(pair), ConfigOverride.config("database.replicaUrl", pair.standbyUrl()))) {
            ReferenceCohort.setUp(server);
            String admin = server.adminToken();
            until(() -> lag(server.get(REPORT, admin)).isPresent());
            String before = version(server, admin);
            assertThat(lag(server.get(REPORT, admin))).contains(0.0);
            assertThat(Stream.of(
                            REPORT + "/items?instrument=weld_l2&version=1&phase=POST",
                            REPORT + "/priorities",
                            "/api/v1/portfolio",
                            FEED + "/$count"))
                    .allSatisfy(path ->
                            assertThat(lag(server.get(path, admin))).as(path).isPresent());
            assertThat(lag(server.get(PROGRAMME, admin))).isEmpty();
            assertThat(metrics(server)).contains("hunar_replica_lag_seconds 0.0");
            assertThat(doctor(pair)).contains("follows");

            pair.holdReplay();
            oneMorePerson(server, admin);
            server.clock().advance(Duration.ofSeconds(4));
            HttpResponse<String> old = server.get(REPORT, admin);
            assertThat(lag(old)).contains(4.0);
            assertThat(String.valueOf(TestServer.json(old).integer("data_version")))
                    .isEqualTo(before);
            // an export and the feed are of the very version that the primary has
            assertThat(server.get(PROGRAMME + "/exports/participants.csv", admin)
                            .body())
                    .contains("P77");
            assertThat(server.get(FEED, admin).body()).contains("P77");
            HttpResponse<String> counted = server.get(FEED + "/$count", admin);
            assertThat(lag(counted)).as("the replica has not come to it").isEmpty();

            server.clock().advance(Duration.ofSeconds(7));
            assertThat(lag(server.get(REPORT, admin))).isEmpty();
            String after = version(server, admin);
            assertThat(after).isNotEqualTo(before);

            pair.goOnReplaying();
            until(() -> lag(server.get(REPORT, admin)).isPresent());
            assertThat(version(server, admin)).isEqualTo(after);

            pair.killStandby();
            until(() -> lag(server.get(REPORT, admin)).isEmpty());
            assertThat(version(server, admin)).isEqualTo(after);
            assertThat(doctor(pair)).contains("cannot be reached", "the primary does its work");
        }
    }

    private static void oneMorePerson(TestServer server, String admin) {
        Captures phone = new Captures();
        HttpResponse<String> answer = server.post(
                "/api/v1/sync/push",
                admin,
                phone.push(phone.participant(Captures.id(), ReferenceCohort.COHORT.value(), "P77")));
        assertThat(answer.body()).contains("APPLIED");
    }

    private static String version(TestServer server, String admin) {
        return String.valueOf(TestServer.json(server.get(REPORT, admin)).integer("data_version"));
    }

    private static Optional<Double> lag(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue(LAG).map(Double::valueOf);
    }

    private static String metrics(TestServer server) {
        return server.send(HttpRequest.newBuilder(server.admin().resolve("/metrics"))
                        .GET())
                .body();
    }

    private static String doctor(PostgreSqlPair pair) {
        StorageConfig config = TestDatabase.of(pair).config();
        List<Finding> findings = new ReplicaCheck(config, pair.standbyUrl()).look();
        return findings.get(0).sentence();
    }

    /** The replica is looked at every second, and takes a moment to follow. */
    private static void until(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < TRIES && !holds.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }
}
