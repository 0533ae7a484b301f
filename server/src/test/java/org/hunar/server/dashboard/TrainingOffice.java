package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** A server with the people of the reference case, one conflict and one who was assessed only before. */
final class TrainingOffice implements AutoCloseable {
    static final String PROGRAMME = "cpec-weld";
    static final String API = "/api/v1/programmes/" + PROGRAMME;
    static final String MANAGER = "farida";
    static final String VIEWER = "ministry";
    static final String PASSWORD = "blue torch nine";
    static final String DISPUTED =
            ReferenceCohort.assessments().keySet().iterator().next().toString();
    static final String ALONE = "aaaaaaaa-0000-4000-8000-000000000077";

    private final TestServer server = TestServer.start(TestDatabase.Kind.H2);

    TrainingOffice() {
        String admin = server.adminToken();
        Map<String, Object> programme =
                new java.util.LinkedHashMap<>(ReferenceCohort.programme().toJson());
        programme.put("sector", "industry");
        programme.put("ministry", "Ministry of Industries");
        done(server.put(API, admin, programme));
        done(server.put(
                API + "/cohorts/" + ReferenceCohort.COHORT,
                admin,
                Map.of("title", titled("Lahore", "لاہور", "拉合尔"), "trainers", List.of("amna"))));
        done(server.put(API + "/skills/safety", admin, Map.of("title", titled("Safety", "حفاظت", "安全"))));
        done(server.put(API + "/skills/tools", admin, Map.of("title", titled("Tools", "اوزار", "工具"))));
        done(server.post(API + "/instruments", admin, ReferenceCohort.publication()));
        user(MANAGER, "MANAGER");
        user(VIEWER, "VIEWER");
        user("amna", "TRAINER");
        work(admin);
    }

    TestServer server() {
        return server;
    }

    private void work(String admin) {
        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>();
        ReferenceCohort.participants()
                .forEach((id, body) ->
                        operations.add(phone.operation("participant", id.toString(), "put", List.of(), body)));
        ReferenceCohort.assessments()
                .forEach((id, body) ->
                        operations.add(phone.operation("assessment", id.toString(), "put", List.of(), body)));
        operations.add(phone.participant(ALONE, ReferenceCohort.COHORT.value(), "P99"));
        push(admin, phone, operations);

        String DISPUTED =
                ReferenceCohort.assessments().keySet().iterator().next().toString();
        Object first = operations.stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> each.get("entity_id").equals(DISPUTED))
                .findFirst()
                .orElseThrow()
                .get("op_id");
        for (int safety : List.of(4, 7)) {
            Captures other = new Captures();
            push(
                    admin,
                    other,
                    List.of(other.amend(
                            "assessment", DISPUTED, List.of(first), Map.of("answers", Map.of("safety", safety)))));
        }
    }

    private void push(String token, Captures phone, List<Object> operations) {
        assertThat(new SyncClient(server, token).push(phone.push(operations)))
                .extracting(result -> result.text("status"))
                .doesNotContain("REJECTED");
    }

    private void user(String name, String role) {
        Map<String, Object> account = Map.of(
                "password",
                PASSWORD,
                "roles",
                List.of(Map.of("role", role, "programme", PROGRAMME)),
                "languages",
                List.of("en"));
        done(server.put("/api/v1/users/" + name, server.adminToken(), account));
    }

    static Map<String, String> titled(String english, String urdu, String chinese) {
        return Map.of("en", english, "ur", urdu, "zh", chinese);
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    @Override
    public void close() {
        server.close();
    }
}
