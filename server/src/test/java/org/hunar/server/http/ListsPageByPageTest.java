package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Lists that scripts read whole, and that whoever wants to reads in parts. */
class ListsPageByPageTest {
    private static final Map<String, Object> TITLE = Map.of("en", "Welding");

    @DatabaseTest
    void thePartsAreTheWhole(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            String admin = server.adminToken();
            for (String code : List.of("solar-1", "solar-2", "boilers")) {
                server.put("/api/v1/programmes/" + code, admin, Map.of("title", TITLE));
            }
            for (String code : List.of("khi-01", "mux-01", "isb-02")) {
                server.put(WeldingProgramme.path("/cohorts/" + code), admin, Map.of("title", TITLE));
            }
            JsonObject form =
                    TestServer.json(server.get(WeldingProgramme.path("/instruments/weld_l2/versions/1"), admin));
            for (String version : List.of("2", "10")) {
                Map<String, Object> next = new LinkedHashMap<>(form.asMap());
                next.put("version", version);
                HttpResponse<String> published = server.post(WeldingProgramme.path("/instruments"), admin, next);
                assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
            }

            assertThat(inParts(server, "/api/v1/users", admin)).hasSizeGreaterThan(4);
            assertThat(inParts(server, "/api/v1/programmes", admin)).hasSize(4);
            assertThat(inParts(server, WeldingProgramme.path("/cohorts"), admin))
                    .hasSize(5);
            assertThat(inParts(server, WeldingProgramme.path("/instruments"), admin))
                    .hasSize(3);

            String amna = welding.tokenOf(WeldingProgramme.AMNA);
            assertThat(inParts(server, "/api/v1/programmes", amna)).hasSize(1);
            assertThat(inParts(server, WeldingProgramme.path("/cohorts"), amna))
                    .as("a trainer sees her own")
                    .hasSize(1);
        }
    }

    /** All rows, two at a time; as they are in the whole list. */
    private static List<String> inParts(TestServer server, String list, String token) {
        List<String> rows = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            JsonObject page = page(
                    server,
                    list + "?limit=2" + after.map(key -> "&after=" + key).orElse(""),
                    token);
            assertThat(page.objects("items"))
                    .as(list)
                    .hasSizeLessThanOrEqualTo(2)
                    .isNotEmpty();
            rows.addAll(rows(page));
            after = page.optionalText("after");
        } while (after.isPresent());
        JsonObject whole = page(server, list, token);
        assertThat(whole.has("after")).as(list).isFalse();
        assertThat(rows).as(list).isEqualTo(rows(whole));
        return rows;
    }

    private static JsonObject page(TestServer server, String path, String token) {
        HttpResponse<String> answer = server.get(path, token);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static List<String> rows(JsonObject page) {
        return page.objects("items").stream()
                .map(row -> Json.write(row.asMap()))
                .toList();
    }
}
