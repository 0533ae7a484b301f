package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key that was wrong way round is corrected: who seemed to have gained has lost. The server is killed amid it, again and
 * again; each time it goes on by itself, and whoever asks for the report gets the gain or the loss, and nothing between.
 */
class KilledRescoringTest {
    private static final int PEOPLE = 600;
    private static final int PEOPLE_A_PUSH = 100;
    private static final double GAIN = 100.0 * 2 / 18;
    private static final Predicate<JsonObject> ENDED =
            run -> run.optionalText("finished_at").isPresent();

    private final Captures phone = new Captures();
    private String manager = "";
    private boolean corrected;

    @Test
    void goesOnWhereItWasOnH2(@TempDir Path folder) {
        String url = ServerProcess.durableH2(folder);
        correctAndKill(() -> ServerProcess.start(folder, url, "hunar"));
    }

    @Test
    void goesOnWhereItWasOnPostgreSql(@TempDir Path folder) throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            correctAndKill(() -> ServerProcess.start(folder, postgreSql.url(), DurablePostgreSql.USER));
        }
    }

    private void correctAndKill(Supplier<ServerProcess> start) {
        int all = 2 * PEOPLE;
        long looked;
        try (ServerProcess server = start.get()) {
            manager = setUp(server.api());
            assertThat(gain(server.api())).isCloseTo(GAIN, within(1e-9));
            correctMeanwhile(server.api());
            looked = killWhen(server, run -> run.integer("scored") > 0);
        }
        try (ServerProcess server = start.get()) {
            assertThat(run(server.api()).orElseThrow().integer("scored")).isGreaterThanOrEqualTo(looked);
            looked = killWhen(server, run -> run.integer("scored") > all / 2);
        }
        try (ServerProcess server = start.get()) {
            looked = killWhen(server, run -> run.integer("scored") == all);
            assertThat(looked).isEqualTo(all);
        }
        try (ServerProcess server = start.get()) {
            JsonObject run = runWhen(server.api(), ENDED);
            assertThat(run.integer("scored")).as("each looked at once").isEqualTo(all);
            assertThat(run.integer("changed_scores")).isEqualTo(all);
            assertThat(gain(server.api())).isCloseTo(-GAIN, within(1e-9));
        }
    }

    /** @return how many were looked at when the server was killed */
    private long killWhen(ServerProcess server, Predicate<JsonObject> moment) {
        JsonObject run = runWhen(server.api(), moment);
        server.kill();
        return run.integer("scored");
    }

    /** Looks at run and report in turn until the moment has come. */
    private JsonObject runWhen(ApiClient api, Predicate<JsonObject> moment) {
        Optional<JsonObject> run = run(api);
        while (run.filter(moment).isEmpty()) {
            boolean ended = run.filter(ENDED).isPresent();
            assertThat(ended).as("the moment did not come: %s", run).isFalse();
            assertIsWhole(gain(api));
            run = run(api);
        }
        return run.get();
    }

    private void assertIsWhole(double gain) {
        corrected = corrected || gain < 0;
        assertThat(gain).isCloseTo(corrected ? -GAIN : GAIN, within(1e-9));
    }

    private Optional<JsonObject> run(ApiClient api) {
        List<JsonObject> runs = ApiClient.json(api.get(WeldingProgramme.path("/scoring-runs"), manager))
                .objects("items");
        assertThat(runs).hasSizeLessThanOrEqualTo(1);
        return runs.stream().findFirst();
    }

    private double gain(ApiClient api) {
        JsonObject everybody = ApiClient.json(api.get(WeldingProgramme.path("/report"), manager))
                .object("paired")
                .object("*")
                .object("*");
        assertThat(everybody.integer("n_paired")).isEqualTo(PEOPLE);
        return everybody.object("gain").number("mean").doubleValue();
    }

    /** Nobody waits for the answer: the server that was asked is killed. */
    private void correctMeanwhile(ApiClient api) {
        CompletableFuture.runAsync(() -> {
            try {
                api.put(WeldingProgramme.path("/instruments/weld_l2/versions/1/key"), manager, correctedKey());
            } catch (UncheckedIOException killed) {
                assertThat(killed).hasMessageNotContaining("timed out");
            }
        });
    }

    private static Map<String, Object> correctedKey() {
        return Map.of(
                "items",
                Map.of(
                        "ppe", Map.of("key", "no", "weight", 2),
                        "tools", Map.of("key", List.of("torch", "clamp"), "scoring", "PARTIAL", "weight", 4),
                        "quality", Map.of("weight", 10),
                        "gap", Map.of("key", 1.5, "tolerance", 0.25, "weight", 2)));
    }

    private String setUp(ApiClient api) {
        WeldingProgramme programme = WeldingProgramme.setUp(api);
        SyncClient amna = new SyncClient(api, programme.tokenOf(AMNA));
        for (int from = 0; from < PEOPLE; from += PEOPLE_A_PUSH) {
            List<Map<String, Object>> operations = new ArrayList<>();
            for (int i = from; i < from + PEOPLE_A_PUSH; i++) {
                String person = Captures.id();
                operations.add(phone.participant(person, LAHORE, "n" + i));
                operations.add(assessment(person, "PRE", "no"));
                operations.add(assessment(person, "POST", "yes"));
            }
            assertThat(amna.push(phone.push(operations)))
                    .allMatch(result -> result.text("status").equals("APPLIED"));
        }
        return programme.tokenOf(MANAGER);
    }

    private Map<String, Object> assessment(String person, String phase, String ppe) {
        Map<String, Object> body = Map.of(
                "participant_id",
                person,
                "instrument",
                "weld_l2",
                "instrument_version",
                "1",
                "phase",
                phase,
                "attempt",
                1,
                "started_at",
                "2026-09-20T09:14:31.000Z",
                "completed_at",
                "2026-09-20T09:31:00.000Z",
                "answers",
                Map.of("ppe", ppe, "tools", List.of("torch", "clamp"), "gap", 1.5, "quality", 10));
        return phone.operation("assessment", Captures.id(), "put", List.of(), body);
    }
}
