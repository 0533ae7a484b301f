package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class QuarantineTest {
    private static final String QUARANTINE = "/api/v1/quarantine";

    private final Captures phone = new Captures();

    @DatabaseTest
    void anAdministratorSeesWhoseWorkWasRefusedAndWhyAndEveryByteOfIt(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna =
                    new SyncClient(server, WeldingProgramme.setUp(server).tokenOf(AMNA));
            Map<String, Object> nowhere = phone.participant(id(), "no-such-cohort", "4");
            amna.push(phone.push(nowhere));

            JsonObject row = items(server, "").get(0);

            assertThat(row.text("author")).isEqualTo(AMNA);
            assertThat(row.text("op_id")).isEqualTo(nowhere.get("op_id"));
            assertThat(row.text("code")).isEqualTo("VALIDATION");
            assertThat(row.objects("errors").get(0).text("path")).isEqualTo("/body/cohort");
            HttpResponse<String> raw = server.get(
                    QUARANTINE + "/" + row.text("install_id") + "/" + row.text("sha256"), server.adminToken());
            assertThat(raw.statusCode()).isEqualTo(200);
            assertThat(raw.headers().firstValue("Content-Type")).contains("application/octet-stream");
            assertThat(raw.body()).isEqualTo(Json.write(nowhere));
            assertThat(row.integer("bytes")).isEqualTo(raw.body().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @DatabaseTest
    void theListIsPagedFromTheNewest(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String token = WeldingProgramme.setUp(server).tokenOf(AMNA);
            List<String> refused = new ArrayList<>();
            for (int day = 0; day < 5; day++) {
                Map<String, Object> nowhere = phone.participant(id(), "no-such-cohort", "4");
                refused.add(0, (String) nowhere.get("op_id"));
                new SyncClient(server, token).push(phone.push(nowhere));
                server.clock().advance(Duration.ofMinutes(1));
            }
            List<String> listed = new ArrayList<>();
            String after = "";
            do {
                JsonObject page = page(server, "?limit=2" + after);
                page.objects("items").forEach(row -> listed.add(row.text("op_id")));
                after = page.optionalText("after").map(key -> "&after=" + key).orElse("");
            } while (!after.isEmpty());

            assertThat(listed).isEqualTo(refused);
            assertThat(server.get(QUARANTINE + "?after=bm9uZQ", server.adminToken())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @DatabaseTest
    void nobodyElseSeesIt(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            for (String user : List.of(AMNA, MANAGER)) {
                assertThat(server.get(QUARANTINE, welding.tokenOf(user)).statusCode())
                        .isEqualTo(403);
                assertThat(server.get(QUARANTINE + "/" + id() + "/" + "0".repeat(64), welding.tokenOf(user))
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }

    private static List<JsonObject> items(TestServer server, String query) {
        return page(server, query).objects("items");
    }

    private static JsonObject page(TestServer server, String query) {
        HttpResponse<String> answer = server.get(QUARANTINE + query, server.adminToken());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }
}
