package org.hunar.server.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class ScoringRulesOverHttpTest {
    private final Captures phone = new Captures();
    private final String ali = id();
    private final String sitting = id();

    @DatabaseTest
    void aChangedShareOfRatingsThatMustBeAnsweredScoresAnew(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String manager = programme.tokenOf(MANAGER);
            Map<String, Object> withoutRating = Map.of("ppe", "yes", "tools", List.of("torch", "clamp"), "gap", 1.5);
            server.post(
                    "/api/v1/sync/push",
                    programme.tokenOf(AMNA),
                    phone.push(phone.participant(ali, LAHORE, "1"), phone.assessment(sitting, ali, withoutRating)));
            assertThat(percent(server, manager))
                    .as("the rating of its skill is missing")
                    .isEmpty();

            server.put(
                    WeldingProgramme.path(""),
                    manager,
                    Map.of("title", Map.of("en", "Welding"), "min_answered_share", 0));
            assertThat(percent(server, manager)).hasValue(100.0);
        }
    }

    private Optional<Double> percent(TestServer server, String token) {
        JsonObject assessment = TestServer.json(server.get(WeldingProgramme.path("/assessments/" + sitting), token));
        return assessment.object("score").optionalNumber("percent").map(Number::doubleValue);
    }
}
