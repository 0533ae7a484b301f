package org.hunar.server.report.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.path;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** A field day by phone; the manager looks at whose pair is not whole. */
class PairingOverHttpTest {
    private static final Map<String, Object> ANSWERS = Map.of("ppe", "yes", "quality", 3);

    private final Captures phone = new Captures();
    private final String stayed = id();
    private final String left = id();
    private final String begun = id();
    private final String twice = id();
    private final String foreign = id();

    @DatabaseTest
    void theListsFollowWhatPhonesPush(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            push(server, programme, WeldingProgramme.AMNA, people());
            push(
                    server,
                    programme,
                    WeldingProgramme.AMNA,
                    phone.push(
                            sitting(stayed, "PRE", 1, true),
                            sitting(stayed, "POST", 1, true),
                            sitting(left, "PRE", 1, true),
                            sitting(begun, "PRE", 1, true),
                            sitting(begun, "POST", 1, false),
                            sitting(foreign, "PRE", 1, true),
                            sitting(twice, "PRE", 1, true),
                            sitting(twice, "PRE", 2, true),
                            sitting(twice, "POST", 1, true)));
            push(server, programme, WeldingProgramme.BILAL, phone.push(sitting(foreign, "POST", 1, true)));

            String manager = programme.tokenOf(MANAGER);
            assertThat(reasons(server, manager, "pre_only"))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(left, "NO_POST", begun, "POST_IN_PROGRESS", foreign, "POST_IN_REVIEW"));
            assertThat(reasons(server, manager, "post_only")).isEmpty();
            assertThat(reasons(server, manager, "ambiguous"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(twice, "SEVERAL_ELIGIBLE"));
        }
    }

    private static Map<String, String> reasons(TestServer server, String manager, String list) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (JsonObject row : TestServer.json(server.get(path("/pairing?list=" + list), manager))
                .objects("items")) {
            reasons.put(row.object("participant").text("id"), row.text("reason"));
        }
        return reasons;
    }

    private Map<String, Object> people() {
        return phone.push(List.of(stayed, left, begun, twice, foreign).stream()
                .map(person -> phone.participant(person, LAHORE, person.substring(0, 8)))
                .toList());
    }

    private Map<String, Object> sitting(String person, String phase, int attempt, boolean completed) {
        Map<String, Object> operation = new LinkedHashMap<>(phone.assessment(id(), person, ANSWERS));
        Map<String, Object> body = new LinkedHashMap<>();
        JsonObject.of("", operation.get("body")).asMap().forEach(body::put);
        body.put("phase", phase);
        body.put("attempt", attempt);
        if (!completed) {
            body.remove("completed_at");
        }
        operation.put("body", body);
        return operation;
    }

    private void push(TestServer server, WeldingProgramme programme, String trainer, Map<String, Object> push) {
        HttpResponse<String> answer = server.post("/api/v1/sync/push", programme.tokenOf(trainer), push);
        assertThat(TestServer.json(answer).objects("results"))
                .allSatisfy(result -> assertThat(result.text("status")).isIn("APPLIED", "CONFLICT"));
    }
}
