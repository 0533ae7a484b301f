package org.hunar.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final String API = "/api/v1";
    private static final String PROGRAMME = API + "/programmes/{programme}";
    private static final ObjectMapper JACKSON = new ObjectMapper();

    /** What is asked of the server, and by which call of the description its answer is judged. */
    private static final Map<String, String> ANSWERS = answers();

    private static TestServer server;
    private static JsonNode document;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(TestDatabase.Kind.H2);
        ReferenceCohort.setUp(server);
        mergeTwo();
        HttpResponse<String> answer = server.get(API + "/openapi.json", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        document = JACKSON.readTree(answer.body());
    }

    private static void mergeTwo() {
        List<String> people = ReferenceCohort.participants().keySet().stream()
                .map(UUID::toString)
                .toList();
        Map<String, String> merge = Map.of(
                "from", people.get(people.size() - 1), "into", people.get(people.size() - 2), "reason", "one person");
        HttpResponse<String> merged = server.post(API + "/programmes/cpec-weld/merges", server.adminToken(), merge);
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyCallOfTheServerIsThere() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        for (String endpoint : server.endpoints()) {
            String[] parts = endpoint.split(" ");
            if (parts[1].startsWith("/api/")) {
                assertThat(operation(parts[0], parts[1]).path("summary").asText())
                        .as("a line of operations.txt for " + endpoint)
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyCallThatPeopleScriptAgainstIsThereWithItsParameters() throws IOException {
        Map<String, JsonNode> byShape = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                byShape.put(shape(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()), method.getValue());
            }
        }
        for (String line : lines("/api-calls.txt")) {
            String[] parts = line.split(" ");
            JsonNode operation = byShape.get(shape(parts[0] + " " + API + parts[1]));
            assertThat(operation).as(line).isNotNull();
            assertThat(operation.path("summary").asText()).as(line).isNotBlank();
            for (int i = 2; i < parts.length; i++) {
                assertThat(operation.path("parameters").findValuesAsText("name"))
                        .as(line)
                        .contains(parts[i].substring(1));
            }
        }
    }

    @Test
    void whatIsDescribedIsThere() throws IOException {
        List<String> gone = new ArrayList<>();
        try (InputStream file = Description.class.getResourceAsStream("operations.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|")[0].strip().split(" "))
                    .filter(call -> !operation(call[0], call[1]).isObject())
                    .forEach(call -> gone.add(call[0] + " " + call[1]));
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void realAnswersHaveTheShapesThatAreDescribedAndNothingElse() throws IOException {
        String token = server.adminToken();
        List<String> undescribed = new ArrayList<>();
        for (Map.Entry<String, String> each : ANSWERS.entrySet()) {
            HttpResponse<String> answer = server.get(each.getKey(), token);
            assertThat(answer.statusCode()).as(each.getKey() + answer.body()).isEqualTo(200);
            String schema = operation("GET", each.getValue())
                    .at("/responses/200/content/application~1json/schema/$ref")
                    .asText();
            assertThat(schema).as(each.getValue()).startsWith("#/components/schemas/");
            closedSchemaOf(schema)
                    .validate(JACKSON.readTree(answer.body()))
                    .forEach(wrong -> undescribed.add(each.getKey() + " " + wrong));
        }
        assertThat(undescribed).isEmpty();
    }

    @Test
    void whatPhonesSayAndHearIsDescribed() throws IOException {
        Captures phone = new Captures();
        Map<String, Object> known = phone.participant(Captures.id(), "lhr-03", "417");
        Map<String, Object> push = phone.push(known, known, phone.participant(Captures.id(), "nowhere", "1"));
        Map<String, Object> pull = Map.of("install_id", phone.install.toString(), "max_items", 3, "unsent", 2);
        Map<String, Object> status = Map.of("op_ids", List.of(known.get("op_id"), Captures.id()));

        assertThat(undescribed("/sync/push", push)).isEmpty();
        assertThat(undescribed("/sync/push", push)).as("the second time").isEmpty();
        assertThat(undescribed("/sync/pull", pull)).isEmpty();
        assertThat(undescribed("/sync/status", status)).isEmpty();
    }

    /** What the description does not know of a message, and of the answer to it. */
    private static List<String> undescribed(String path, Map<String, Object> message) throws IOException {
        HttpResponse<String> answer = server.post(API + path, server.adminToken(), message);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode operation = operation("POST", API + path);
        List<String> undescribed = new ArrayList<>();
        closedSchemaOf(operation.path("requestBody").findValue("$ref").asText())
                .validate(JACKSON.valueToTree(message))
                .forEach(wrong -> undescribed.add("message " + wrong));
        closedSchemaOf(operation.at("/responses/200").findValue("$ref").asText())
                .validate(JACKSON.readTree(answer.body()))
                .forEach(wrong -> undescribed.add("answer " + wrong));
        return undescribed;
    }

    @Test
    void refusalsHaveTheShapeThatIsDescribed() throws IOException {
        JsonSchema problem = schemaOf("#/components/schemas/Problem");
        String token = server.adminToken();
        for (HttpResponse<String> refusal : List.of(
                server.get(API + "/me", ""),
                server.get(API + "/programmes/none", token),
                server.put(API + "/programmes/other", token, Map.of("title", 7)))) {
            assertThat(refusal.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(problem.validate(JACKSON.readTree(refusal.body())))
                    .as(refusal.body())
                    .isEmpty();
        }
        assertThat(problem.validate(JACKSON.readTree("{\"status\": \"400\"}"))).isNotEmpty();
    }

    /** Of every list that the description calls paged, and that needs no more than a programme. */
    @Test
    void toGoOnFromWhatNoPageGaveIsAMistakeInEveryList() {
        String token = server.adminToken();
        List<String> paged = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String list = path.getKey().replace("{programme}", "cpec-weld");
            if (!list.contains("{")
                    && operation("GET", path.getKey()).findValuesAsText("name").contains("after")) {
                paged.add(list);
                for (String noKey : List.of("!", "bm9uZQ", "MS8yLzM")) {
                    HttpResponse<String> refusal = server.get(list + "?list=likely_same&after=" + noKey, token);
                    assertThat(refusal.statusCode()).as(list + refusal.body()).isEqualTo(400);
                    assertThat(refusal.body()).as(list).contains("?after");
                }
            }
        }
        assertThat(paged).hasSizeGreaterThan(8);
    }

    @Test
    void thePageReadsWithoutScriptsAndLoadsNothing() {
        HttpResponse<String> page = server.get(API + "/docs", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("/api/v1/programmes/{programme}/report")
                .contains("id=\"Report\"")
                .doesNotContain("<script", "src=", "http://", "https://");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
    }

    private static JsonSchema schemaOf(String reference) {
        return schemaOf(reference, document.path("components"));
    }

    /** As described, and with nothing that is not: what is undescribed is not known to be there. */
    private static JsonSchema closedSchemaOf(String reference) {
        JsonNode components = document.path("components").deepCopy();
        close(components);
        return schemaOf(reference, components);
    }

    private static void close(JsonNode node) {
        node.forEach(OpenApiTest::close);
        if (node.path("properties").isObject() && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
    }

    private static JsonSchema schemaOf(String reference, JsonNode components) {
        JsonNode schema = JACKSON.createObjectNode().put("$ref", reference).set("components", components);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** Whatever the parameters are called. */
    private static String shape(String call) {
        return call.replaceAll("\\{\\w+}", "{}");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream file = OpenApiTest.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static Map<String, String> answers() {
        String weld = API + "/programmes/cpec-weld";
        String assessment =
                ReferenceCohort.assessments().keySet().iterator().next().toString();
        String participant =
                ReferenceCohort.participants().keySet().iterator().next().toString();
        Map<String, String> answers = new LinkedHashMap<>();
        for (String plain : List.of(
                "/hello", "/me", "/programmes", "/devices", "/users", "/users/{name}", "/audit", "/audit/chain")) {
            answers.put(API + plain.replace("{name}", "admin"), API + plain);
        }
        answers.put(API + "/portfolio?group_by=sector", API + "/portfolio");
        for (String plain : List.of(
                "",
                "/cohorts",
                "/skills",
                "/instruments",
                "/participants",
                "/assessments",
                "/conflicts",
                "/merges",
                "/phones",
                "/scoring-runs",
                "/report",
                "/report/priorities")) {
            answers.put(weld + plain, PROGRAMME + plain);
        }
        answers.put(weld + "/cohorts/lhr-03", PROGRAMME + "/cohorts/{cohort}");
        answers.put(weld + "/skills/safety", PROGRAMME + "/skills/{skill}");
        answers.put(weld + "/participants/" + participant, PROGRAMME + "/participants/{id}");
        answers.put(weld + "/assessments/" + assessment, PROGRAMME + "/assessments/{id}");
        String version = "/instruments/{instrument}/versions/{version}";
        String weldVersion = "/instruments/weld_l2/versions/1";
        answers.put(weld + weldVersion, PROGRAMME + version);
        answers.put(weld + weldVersion + "/key", PROGRAMME + version + "/key");
        answers.put(weld + "/pairing?list=pre_only", PROGRAMME + "/pairing");
        answers.put(weld + "/report?group_by=province", PROGRAMME + "/report");
        answers.put(weld + "/report/items?instrument=weld_l2&version=1&phase=PRE", PROGRAMME + "/report/items");
        answers.put(weld + "/odata", PROGRAMME + "/odata");
        answers.put(weld + "/odata/scores?$count=true", PROGRAMME + "/odata/{table}");
        answers.put(weld + "/exports/scores.csv-metadata.json", PROGRAMME + "/exports/{table}.csv-metadata.json");
        return answers;
    }
}
