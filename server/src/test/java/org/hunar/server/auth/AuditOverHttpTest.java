package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class AuditOverHttpTest {
    private static final String AUDIT = "/api/v1/audit";

    @DatabaseTest
    void theAdministratorSeesWhoDidWhatAPageAtATime(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server.api());
            String admin = server.adminToken();

            JsonObject first = TestServer.json(server.get(AUDIT + "?limit=2", admin));
            assertThat(first.objects("items").get(0).integer("position")).isEqualTo(1);
            assertThat(first.objects("items").get(0).asMap())
                    .containsEntry("who", "admin")
                    .containsEntry("what", "user.first")
                    .containsEntry("outcome", "DONE")
                    .containsEntry("at", "2026-09-20T09:00:00.000Z");
            JsonObject second = TestServer.json(server.get(AUDIT + "?after=" + first.text("after"), admin));
            assertThat(second.objects("items").get(0).integer("position")).isEqualTo(3);
        }
    }

    @DatabaseTest
    void itIsAskedForByProgrammePersonAndTime(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server.api());
            String admin = server.adminToken();
            String amna = welding.tokenOf(WeldingProgramme.AMNA);
            assertThat(server.get("/api/v1/programmes/other/report", amna).statusCode())
                    .isEqualTo(403);
            assertThat(server.get("/api/v1/users", amna).statusCode()).isEqualTo(403);

            assertThat(items(server.get(AUDIT + "?who=" + WeldingProgramme.AMNA, admin)))
                    .extracting(entry -> entry.text("subject") + " " + entry.text("outcome"))
                    .containsExactly("/api/v1/programmes/other/report FORBIDDEN", "/api/v1/users FORBIDDEN");
            assertThat(items(server.get(AUDIT + "?programme=other", admin)))
                    .extracting(entry -> entry.text("who"))
                    .containsExactly(WeldingProgramme.AMNA);
            assertThat(items(server.get(AUDIT + "?programme=" + WeldingProgramme.CODE, admin)))
                    .extracting(entry -> entry.text("what"))
                    .contains("programme.put", "cohort.put", "instrument.publish");
            assertThat(items(server.get(AUDIT + "?since=2026-09-20T09:00:00.001Z", admin)))
                    .isEmpty();
            assertThat(server.get(AUDIT + "?since=yesterday", admin).statusCode())
                    .isEqualTo(400);
            assertThat(server.get(AUDIT + "?who=%20", admin).statusCode()).isEqualTo(400);
        }
    }

    @DatabaseTest
    void whoHasTheExportCanCheckItWithoutTheServer(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server.api());
            HttpResponse<String> export = server.get(AUDIT + "/entries.jsonl", server.adminToken());
            assertThat(export.headers().firstValue("Content-Type")).contains("application/jsonl");

            List<String> lines = export.body().lines().toList();
            String previous = "0".repeat(64);
            for (String line : lines) {
                Map<String, Object> entry = new TreeMap<>(Json.readObject(line).asMap());
                Object hash = entry.remove("hash");
                assertThat(entry).containsEntry("previous", previous);
                assertThat(hash).isEqualTo(CanonicalJson.sha256(entry));
                previous = (String) hash;
            }
            assertThat(lines.get(lines.size() - 1)).contains("audit.export");

            JsonObject chain = TestServer.json(server.get(AUDIT + "/chain", server.adminToken()));
            assertThat(chain.text("head")).isEqualTo(lines.size() + ":" + previous);
            assertThat(chain.asMap()).containsEntry("unbroken", true).doesNotContainKey("fault");
        }
    }

    @DatabaseTest
    void aRunningServerNamesTheFirstBrokenLink(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server.api());
            String admin = server.adminToken();
            String noted = TestServer.json(server.get(AUDIT + "/chain", admin)).text("head");
            assertThat(TestServer.json(server.get(AUDIT + "/chain?noted=" + noted, admin))
                            .asMap())
                    .containsEntry("unbroken", true);

            server.database().inTransaction(tx -> tx.handle().execute("delete from audit where position = 2"));
            assertThat(TestServer.json(server.get(AUDIT + "/chain", admin)).text("fault"))
                    .startsWith("entry 2 is missing");
            assertThat(server.get(AUDIT + "/chain?noted=7", admin).statusCode()).isEqualTo(400);
        }
    }

    private static List<JsonObject> items(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return TestServer.json(answer).objects("items");
    }
}
