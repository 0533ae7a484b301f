package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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

    /** What the form asks, by code. */
    static final Map<String, Map<String, String>> QUESTIONS = Map.of(
            "safety", titled("Works safely", "محفوظ طریقے سے کام کرتا ہے", "安全操作"),
            "tools", titled("Uses the right tools", "درست اوزار استعمال کرتا ہے", "正确使用工具"));

    static final String TRAINER = "amna";
    static final String TWINS_PHONE = "0300 1112223";

    private static final String OTHER_COHORT = "khi-02";

    private final TestServer server = TestServer.start(TestDatabase.Kind.H2);

    TrainingOffice() {
        String admin = server.adminToken();
        Map<String, Object> programme =
                new LinkedHashMap<>(ReferenceCohort.programme().toJson());
        programme.put("sector", "industry");
        programme.put("ministry", "Ministry of Industries");
        done(server.put(API, admin, programme));
        done(server.put(
                API + "/cohorts/" + ReferenceCohort.COHORT,
                admin,
                Map.of("title", titled("Lahore", "لاہور", "拉合尔"), "trainers", List.of(TRAINER))));
        done(server.put(
                API + "/cohorts/" + OTHER_COHORT,
                admin,
                Map.of("title", titled("Karachi", "کراچی", "卡拉奇"), "trainers", List.of(TRAINER))));
        done(server.put(API + "/skills/safety", admin, Map.of("title", titled("Safety", "حفاظت", "安全"))));
        done(server.put(API + "/skills/tools", admin, Map.of("title", titled("Tools", "اوزار", "工具"))));
        done(server.post(API + "/instruments", admin, publication()));
        user(MANAGER, "MANAGER");
        user(VIEWER, "VIEWER");
        user(TRAINER, "TRAINER");
        work();
        // a page would not wait for them
        done(server.get(API + "/report/items?instrument=weld_l2&version=1&phase=PRE", admin));
    }

    TestServer server() {
        return server;
    }

    private void work() {
        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>();
        ReferenceCohort.participants()
                .forEach((id, body) ->
                        operations.add(phone.operation("participant", id.toString(), "put", List.of(), body)));
        ReferenceCohort.assessments()
                .forEach((id, body) ->
                        operations.add(phone.operation("assessment", id.toString(), "put", List.of(), body)));
        operations.add(phone.participant(ALONE, ReferenceCohort.COHORT.value(), "P99"));
        push(phone, operations);
        twins("P97", "محمد علی خان", "K12", "Muhammad Ali Khan", TWINS_PHONE);
        dispute(DISPUTED, operationOf(operations, DISPUTED));
        for (int safety : List.of(3, 5)) {
            push(new Captures(), twice -> twice.assessment(Captures.id(), ALONE, Map.of("safety", safety, "tools", 9)));
        }
    }

    /** Somebody new on the roster, assessed once. @return the assessment's id */
    String assessed(String number) {
        return assessedAs(number, Captures.id()).get("entity_id").toString();
    }

    /** Somebody new, of whose assessment two trainers changed one answer without knowing of each other. */
    String disputed(String number) {
        Map<String, Object> first = assessedAs(number, Captures.id());
        dispute(first.get("entity_id").toString(), first.get("op_id"));
        return first.get("entity_id").toString();
    }

    /** Somebody new, whose first attempt two trainers captured. @return the ids of both assessments */
    List<String> assessedTwice(String number) {
        String person = Captures.id();
        return List.of(
                assessedAs(number, person).get("entity_id").toString(),
                assessedAs(number, person).get("entity_id").toString());
    }

    /** One person, on the roster of two cohorts. */
    void twins(String number, String name, String otherNumber, String otherName, String telephone) {
        push(new Captures(), phone -> person(phone, ReferenceCohort.COHORT.value(), number, name, telephone));
        push(new Captures(), phone -> person(phone, OTHER_COHORT, otherNumber, otherName, telephone));
    }

    private Map<String, Object> assessedAs(String number, String person) {
        Captures phone = new Captures();
        Map<String, Object> assessment =
                phone.assessment(UUID.randomUUID().toString(), person, Map.of("safety", 2, "tools", 9));
        push(phone, List.of(phone.participant(person, ReferenceCohort.COHORT.value(), number), assessment));
        return assessment;
    }

    private void dispute(String assessment, Object parent) {
        for (int safety : List.of(4, 7)) {
            push(
                    new Captures(),
                    phone -> phone.amend(
                            "assessment", assessment, List.of(parent), Map.of("answers", Map.of("safety", safety))));
        }
    }

    private static Object operationOf(List<Object> operations, String assessment) {
        return operations.stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> each.get("entity_id").equals(assessment))
                .findFirst()
                .orElseThrow()
                .get("op_id");
    }

    private static Map<String, Object> person(
            Captures phone, String cohort, String number, String name, String telephone) {
        Map<String, Object> body =
                Map.of("cohort", cohort, "number", number, "name", name, "phone", telephone, "province", "punjab");
        return phone.operation("participant", UUID.randomUUID().toString(), "put", List.of(), body);
    }

    /** The form of the reference case, with its questions in three languages. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> publication() {
        Map<String, Object> form = new LinkedHashMap<>(ReferenceCohort.publication());
        Map<String, Object> section = ((List<Map<String, Object>>) form.get("sections")).get(0);
        List<Object> items = new ArrayList<>();
        for (Map<String, Object> item : (List<Map<String, Object>>) section.get("items")) {
            Map<String, Object> labelled = new LinkedHashMap<>(item);
            labelled.put("label", QUESTIONS.get(item.get("code")));
            items.add(labelled);
        }
        form.put("sections", List.of(Map.of("code", "s1", "items", items)));
        form.put("languages", List.of("en", "ur", "zh"));
        return form;
    }

    private void push(Captures phone, Function<Captures, Map<String, Object>> operation) {
        push(phone, List.of(operation.apply(phone)));
    }

    private void push(Captures phone, List<?> operations) {
        assertThat(new SyncClient(server, server.adminToken()).push(phone.push(operations)))
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
