package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** Sign-ins that failed can be found afterwards, and neither fill the audit nor tell a password. */
class FailedSignInsTest {
    private static final String TYPED_IN_THE_WRONG_FIELD = "blue.torch.nine";

    @DatabaseTest
    void theAuditTellsWhoseNameWasUsedHowOftenAndFromWhere(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            server.put("/api/v1/users/asma", server.adminToken(), Map.of("password", "blue torch nine"));
            for (String name : List.of("asma", "asma", TYPED_IN_THE_WRONG_FIELD, "no name at all")) {
                assertThat(signIn(server, name, "six copper kettles").statusCode())
                        .isEqualTo(400);
            }
            String metrics = server.get(server.admin() + "/metrics", "").body();
            List<String> told = failed(server);

            assertThat(told)
                    .containsExactly(
                            "asma sign-in 2 failed from 127.0.0.1",
                            "- sign-in 2 failed from 127.0.0.1, for names that are no user's or of further users");
            assertThat(told.toString()).doesNotContain(TYPED_IN_THE_WRONG_FIELD);
            assertThat(metrics).contains("sign_ins_failed 4.0");
            // once told is told
            assertThat(failed(server)).hasSize(2);
        }
    }

    @DatabaseTest
    void howeverManyNamesAreTriedAFewEntriesTellOfThem(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Audit audit = new Audit(server.database(), server.clock());
            Passwords passwords = new Passwords(PasswordCost.FOR_TESTS, 1, new SecureRandom());
            FailedSignIns failed =
                    new FailedSignIns(new Users(server.database(), passwords, audit, server.clock()), audit);
            for (int i = 0; i < 5_000; i++) {
                failed.add(new UserName("guessed-" + i), "203.0.113." + i % 200);
            }
            failed.add(new UserName("admin"), "203.0.113.7");
            failed.tell();

            assertThat(failed(server))
                    .hasSizeLessThanOrEqualTo(FailedSignIns.MOST_ENTRIES + 1)
                    .anyMatch(entry -> entry.contains("failed from at least 100 addresses"));
            assertThat(failed.total()).isEqualTo(5_001);
        }
    }

    private static HttpResponse<String> signIn(TestServer server, String name, String password) {
        return server.post(
                "/api/v1/oauth/token", "", Map.of("grant_type", "password", "username", name, "password", password));
    }

    private static List<String> failed(TestServer server) {
        List<String> entries = new ArrayList<>();
        server.get("/api/v1/audit/entries.jsonl", server.adminToken())
                .body()
                .lines()
                .map(Json::readObject)
                .filter(entry -> entry.text("outcome").equals("FAILED"))
                .forEach(entry ->
                        entries.add(entry.text("who") + " " + entry.text("what") + " " + entry.text("subject")));
        return entries;
    }
}
