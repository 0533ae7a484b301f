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

    /** One person, on the roster of two cohorts. */
    private static final String TWIN = "aaaaaaaa-0000-4000-8000-000000000078";

    private static final String OTHER_TWIN = "aaaaaaaa-0000-4000-8000-000000000079";
    private static final String OTHER_COHORT = "khi-02";

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
        done(server.put(
                API + "/cohorts/" + OTHER_COHORT,
                admin,
                Map.of("title", titled("Karachi", "کراچی", "卡拉奇"), "trainers", List.of("amna"))));
        done(server.put(API + "/skills/safety", admin, Map.of("title", titled("Safety", "حفاظت", "安全"))));
        done(server.put(API + "/skills/tools", admin, Map.of("title", titled("Tools", "اوزار", "工具"))));
        done(server.post(API + "/instruments", admin, publication()));
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
        operations.add(twin(phone, TWIN, ReferenceCohort.COHORT.value(), "P97", "محمد علی خان"));
        operations.add(twin(phone, OTHER_TWIN, OTHER_COHORT, "K12", "Muhammad Ali Khan"));
        push(admin, phone, operations);
        dispute(admin, operations);
        for (int safety : List.of(3, 5)) {
            Captures twice = new Captures();
            push(admin, twice, List.of(twice.assessment(Captures.id(), ALONE, Map.of("safety", safety, "tools", 9))));
        }
    }

    /** Two trainers amended what another had captured, without knowing of each other. */
    private void dispute(String admin, List<Object> operations) {
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

    private static Map<String, Object> twin(Captures phone, String id, String cohort, String number, String name) {
        Map<String, Object> body =
                Map.of("cohort", cohort, "number", number, "name", name, "phone", "0300 1112223", "province", "punjab");
        return phone.operation("participant", id, "put", List.of(), body);
    }

    /** The form of the reference case, with its questions in three languages. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> publication() {
        Map<String, Map<String, String>> labels = Map.of(
                "safety", titled("Works safely", "محفوظ طریقے سے کام کرتا ہے", "安全操作"),
                "tools", titled("Uses the right tools", "درست اوزار استعمال کرتا ہے", "正确使用工具"));
        Map<String, Object> form = new java.util.LinkedHashMap<>(ReferenceCohort.publication());
        Map<String, Object> section = ((List<Map<String, Object>>) form.get("sections")).get(0);
        List<Object> items = new ArrayList<>();
        for (Map<String, Object> item : (List<Map<String, Object>>) section.get("items")) {
            Map<String, Object> labelled = new java.util.LinkedHashMap<>(item);
            labelled.put("label", labels.get(item.get("code")));
            items.add(labelled);
        }
        form.put("sections", List.of(Map.of("code", "s1", "items", items)));
        form.put("languages", List.of("en", "ur", "zh"));
        return form;
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
