package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final Path DASHBOARD = Path.of("docs", "deploy", "grafana-dashboard.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:hunar|io_dropwizard|ch_qos)_[a-zA-Z0-9_]+");

    @DatabaseTest
    void whatCameAndWhatWaitsIsCounted(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String token = WeldingProgramme.setUp(server).tokenOf(WeldingProgramme.AMNA);
            Captures captures = new Captures();
            String person = Captures.id();
            List<Object> operations = List.of(
                    captures.participant(person, WeldingProgramme.LAHORE, "1"),
                    captures.assessment(Captures.id(), person, Map.of("quality", 7)),
                    captures.assessment(Captures.id(), Captures.id(), Map.of("quality", 7)));
            SyncClient amna = new SyncClient(server, token);
            amna.push(captures.push(operations));

            String metrics = admin(server).get("/metrics", "").body();
            assertThat(metrics)
                    .contains("hunar_pushes_total 1.0")
                    .contains("hunar_operations_total{status=\"APPLIED\"} 2.0")
                    .contains("hunar_operations_total{status=\"HELD\"} 1.0")
                    .contains("hunar_operations_total{status=\"REJECTED\"} 0.0")
                    .contains("hunar_held_entities 1.0")
                    .contains("hunar_open_cases 0.0")
                    .contains("hunar_phones 1.0")
                    .contains("hunar_waiting_requests 0.0")
                    .doesNotContain(WeldingProgramme.AMNA);
            theDashboardShowsOnlyWhatIsThere(metrics);
            isLiveAndReady(server);
        }
    }

    private static void theDashboardShowsOnlyWhatIsThere(String metrics) {
        TreeSet<String> shown = new TreeSet<>();
        METRIC.matcher(read(DASHBOARD)).results().forEach(name -> shown.add(name.group()));

        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(shown).allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "\\b"));
    }

    private static void isLiveAndReady(TestServer server) {
        for (String path : List.of("/healthcheck", "/healthcheck/live", "/healthcheck/ready")) {
            HttpResponse<String> answer = admin(server).get(path, "");
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        }
        assertThat(TestServer.json(server.get("/health/live", "")).flag("live", false))
                .isTrue();
        assertThat(TestServer.json(server.get("/health/ready", "")).flag("ready", false))
                .isTrue();
    }

    @Test
    void aServerIsReadyWhileAllItStandsOnIsWellAndUntilItStops() {
        HealthCheckRegistry checks = new HealthCheckRegistry();
        checks.register("database", well(true));
        Health health = new Health(checks);
        assertThat(health.isReady()).isTrue();
        health.stops();
        assertThat(health.isReady()).isFalse();

        checks.register("disk", well(false));
        assertThat(new Health(checks).isReady()).isFalse();
    }

    private static HealthCheck well(boolean well) {
        return new HealthCheck() {
            @Override
            protected Result check() {
                return well ? Result.healthy() : Result.unhealthy("full");
            }
        };
    }

    private static ApiClient admin(TestServer server) {
        return new ApiClient(server.admin());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
