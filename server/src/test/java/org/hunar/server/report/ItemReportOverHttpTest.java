package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.PushedCase.PROGRAMME;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Agreement;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.PushedCase;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ItemReportOverHttpTest {
    private static final String ITEMS = PROGRAMME + "/report/items?instrument=form&version=1&phase=";
    private static final String PASSWORD = "blue torch nine";

    private final long seed = System.nanoTime();

    @DatabaseTest
    void theFiguresOfRightAndWrongItemsAreThoseOfR(TestDatabase.Kind kind) {
        PushedCase reference = new PushedCase("v2-dichotomous-30x20");
        try (TestServer server = TestServer.start(kind)) {
            reference.push(server, new Random(seed));

            Map<String, Object> report =
                    new LinkedHashMap<>(report(server, "PRE").asMap());
            report.put("rasch", byName(reference, report.get("rasch")));

            assertThat(Agreement.differences(reference.expected().asMap(), report))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(report).containsEntry("reference", "north").containsEntry("focal", "south");
        }
    }

    private static JsonObject report(TestServer server, String phase) {
        HttpResponse<String> answer = server.get(ITEMS + phase, server.adminToken());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    /** The Rasch figures with people named as the case names them. */
    private static Map<String, Object> byName(PushedCase reference, Object rasch) {
        Map<String, Object> figures = PairedTable.object(rasch);
        Map<String, Object> persons = PairedTable.object(figures.get("persons"));
        Map<String, Object> named = new LinkedHashMap<>();
        for (String person : reference.people()) {
            named.put(person, persons.get(PushedCase.participant(person).toString()));
        }
        figures.put("persons", named);
        return figures;
    }
}
