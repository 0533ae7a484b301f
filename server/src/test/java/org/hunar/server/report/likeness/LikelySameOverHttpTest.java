package org.hunar.server.report.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.path;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Somebody is on the roster twice; the manager finds the two entries, merges them, and may take that back. */
class LikelySameOverHttpTest {
    private static final String LIKELY_SAME = path("/pairing?list=likely_same");

    private final Captures phone = new Captures();
    private final String inUrdu = id();
    private final String inLatin = id();

    @DatabaseTest
    void aPairIsProposedUntilItIsMergedAndNotAgainWhenThatWasTakenBack(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String manager = registeredTwice(server).tokenOf(WeldingProgramme.MANAGER);

            JsonObject pair = pairs(server, manager).get(0);
            assertThat(pair.objects("participants"))
                    .extracting(each -> each.text("id"))
                    .containsExactlyInAnyOrder(inUrdu, inLatin);
            assertThat(pair.objects("reasons"))
                    .extracting(each -> each.text("code"))
                    .contains("SAME_PHONE", "SAME_NAME_IN_ANOTHER_SCRIPT");
            assertThat(pair.objects("reasons").get(0).object("text").names()).containsExactly("en", "ur", "zh");

            Map<String, Object> merge = Map.of(
                    "from", pair.object("merge").text("from"),
                    "into", pair.object("merge").text("into"),
                    "reason", "the same telephone");
            HttpResponse<String> merged = server.post(path("/merges"), manager, merge);
            assertThat(merged.statusCode()).as(merged.body()).isEqualTo(201);
            assertThat(pairs(server, manager)).isEmpty();

            String taken = path("/merges/" + TestServer.json(merged).text("id"));
            HttpResponse<String> back =
                    server.send(server.request(taken, manager).DELETE());
            assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
            assertThat(pairs(server, manager)).isEmpty();
        }
    }

    @DatabaseTest
    void theListIsForManagersAndAnotherListIsRefusedByName(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = registeredTwice(server);
            String manager = programme.tokenOf(WeldingProgramme.MANAGER);

            assertThat(server.get(LIKELY_SAME, programme.tokenOf(WeldingProgramme.VIEWER))
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> unknown = server.get(path("/pairing?list=twins"), manager);
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.body()).contains("list", "pre_only", "likely_same");
            HttpResponse<String> nonsense = server.get(LIKELY_SAME + "&after=bm9uc2Vuc2U", manager);
            assertThat(nonsense.statusCode()).isEqualTo(400);
        }
    }

    @DatabaseTest
    void manyPairsAreReadPageByPage(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String manager = registeredTwice(server).tokenOf(WeldingProgramme.MANAGER);
            server.post(
                    "/api/v1/sync/push",
                    manager,
                    phone.push(
                            person(id(), "Zubair Iqbal", "0301-7654321"), person(id(), "زبیر اقبال", "۰۳۰۱۷۶۵۴۳۲۱")));

            JsonObject first = TestServer.json(server.get(LIKELY_SAME + "&limit=1", manager));
            JsonObject second =
                    TestServer.json(server.get(LIKELY_SAME + "&limit=1&after=" + first.text("after"), manager));

            assertThat(second.objects("items")).hasSize(1).isNotEqualTo(first.objects("items"));
            assertThat(second.has("after")).isFalse();
        }
    }

    private WeldingProgramme registeredTwice(TestServer server) {
        WeldingProgramme programme = WeldingProgramme.setUp(server);
        HttpResponse<String> answer = server.post(
                "/api/v1/sync/push",
                programme.tokenOf(WeldingProgramme.MANAGER),
                phone.push(
                        person(inUrdu, "محمد علی", "0300-1234567"),
                        person(inLatin, "Mohammed Ali", "+92 300 1234567"),
                        person(id(), "Naveed Khan", "0300-9999999")));
        assertThat(TestServer.json(answer).objects("results"))
                .allSatisfy(result -> assertThat(result.text("status")).isEqualTo("APPLIED"));
        return programme;
    }

    private Map<String, Object> person(String id, String name, String telephone) {
        Map<String, Object> body = Map.of("cohort", WeldingProgramme.LAHORE, "name", name, "phone", telephone);
        return phone.operation("participant", id, "put", List.of(), body);
    }

    private static List<JsonObject> pairs(TestServer server, String manager) {
        return TestServer.json(server.get(LIKELY_SAME, manager)).objects("items");
    }
}
