package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.client.core.http.BasicAuthHttpClientFactory;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ODataOverHttpTest {
    private static final String PROGRAMME = "/api/v1/programmes/cpec-weld";
    private static final String FEED = PROGRAMME + "/odata/";
    private static final String NAMED = PROGRAMME + "/odata-with-names/";
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "sparks fly upwards";
    private static final List<String> TABLES = List.of("assessments", "answers", "scores", "pairs", "participants");
    private static final int FILTERS = 40;

    @DatabaseTest
    void excelRefreshesByItself(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            ReferenceCohort.setUp(server);
            peopleWhomOthersWriteWrong(server);
            String token = server.adminToken();

            rowsAreThoseOfTheExport(server, token);
            itIsReadByAClientThatOthersWrote(server);
            excelSignsInByNameAndPassword(server);
            filtersMeanWhatTheStandardSays(server, token);
            ordersGoOnFromPageToPage(server, token);
            pagesAreCutWhereTheyAreAskedToBe(server, token);
            aRowIsFoundByItsKey(server, token);
            itIsWrittenAsAskedFor(server, token);
            whatComesInBetweenPagesDoublesNothing(server, token);
            whatIsWrongIsNamed(server, token);
            everyCallIsAudited(server, token);
        }
    }

    /** Names and answers with quotes, in three scripts, and of several kinds. */
    private static void peopleWhomOthersWriteWrong(TestServer server) {
        String token = server.adminToken();
        Map<String, Object> english = Map.of("en", "x");
        Map<String, Object> form = Map.of(
                "code",
                "weld_l2",
                "version",
                "2",
                "title",
                english,
                "languages",
                List.of("en"),
                "sections",
                List.of(Map.of(
                        "code",
                        "s",
                        "items",
                        List.of(
                                Map.of("code", "note", "type", "TEXT", "label", english),
                                Map.of(
                                        "code",
                                        "parts",
                                        "type",
                                        "MULTIPLE_CHOICE",
                                        "skill",
                                        "safety",
                                        "label",
                                        english,
                                        "choices",
                                        List.of(
                                                Map.of("code", "torch", "label", english),
                                                Map.of("code", "clamp", "label", english)))))),
                "key",
                Map.of("items", Map.of("parts", Map.of("key", List.of("torch", "clamp"), "weight", 3))));
        assertThat(server.post(PROGRAMME + "/instruments", token, form).statusCode())
                .isEqualTo(201);
        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>();
        for (String name : List.of("O'Brien \"Bob\"", "محمد علی", "王小明", "a,b\n<c> & 😀")) {
            String id = Captures.id();
            operations.add(phone.operation(
                    "participant",
                    id,
                    "put",
                    List.of(),
                    Map.of(
                            "cohort",
                            ReferenceCohort.COHORT.value(),
                            "number",
                            "N-" + name.length(),
                            "name",
                            name,
                            "province",
                            "سندھ")));
            operations.add(phone.assessment(
                    Captures.id(), id, "2", Map.of("note", "it's " + name, "parts", List.of("torch", "clamp"))));
        }
        assertThat(TestServer.json(server.post("/api/v1/sync/push", token, phone.push(operations)))
                        .objects("results"))
                .extracting(result -> result.text("status"))
                .containsOnly("APPLIED");
    }

    private static void rowsAreThoseOfTheExport(TestServer server, String token) {
        for (String table : TABLES) {
            for (boolean names : List.of(false, true)) {
                List<Map<String, Object>> exported = exported(server, token, table, names);
                assertThat(exported).as(table).hasSizeGreaterThan(7);
                assertThat(all(server, token, (names ? NAMED : FEED) + table, 23))
                        .as(table)
                        .isEqualTo(exported);
                assertThat(server.get((names ? NAMED : FEED) + table + "/$count", token)
                                .body())
                        .isEqualTo(Integer.toString(exported.size()));
            }
        }
        assertThat(server.get(FEED + "participants", token).body()).doesNotContain("Person P", "محمد علی");
        assertThat(server.get(NAMED + "participants", token).body()).contains("Person P", "\"محمد علی\"");
    }

    private static void itIsReadByAClientThatOthersWrote(TestServer server) {
        ODataClient client = ODataClientFactory.getClient();
        client.getConfiguration().setHttpClientFactory(new BasicAuthHttpClientFactory(ADMIN, PASSWORD));
        String root = server.uri(FEED).toString();

        Edm edm = client.getRetrieveRequestFactory()
                .getMetadataRequest(root)
                .execute()
                .getBody();
        assertThat(edm.getEntityContainer().getEntitySets())
                .extracting(EdmEntitySet::getName)
                .containsExactlyInAnyOrderElementsOf(TABLES);
        EdmEntityType score = edm.getEntityContainer().getEntitySet("scores").getEntityType();
        assertThat(score.getKeyPredicateNames()).containsExactly("assessment_id", "skill");
        assertThat(score.getProperty("percent").getType().getName()).isEqualTo("Double");
        assertThat(score.getProperty("points").getType().getName()).isEqualTo("Decimal");
        assertThat(score.getPropertyNames()).doesNotContain("name");
        assertThat(client.getRetrieveRequestFactory()
                        .getServiceDocumentRequest(root)
                        .execute()
                        .getBody()
                        .getEntitySetNames())
                .containsExactlyInAnyOrderElementsOf(TABLES);

        ClientEntitySet best = read(
                client,
                client.newURIBuilder(root)
                        .appendEntitySetSegment("scores")
                        .filter("skill eq '*' and percent gt 50")
                        .orderBy("percent desc")
                        .select("assessment_id,percent")
                        .top(3)
                        .count(true)
                        .build());
        assertThat(best.getEntities()).hasSize(3);
        assertThat(best.getCount()).isGreaterThan(3);
        assertThat(best.getNext()).isNull();
        List<Double> percents = best.getEntities().stream()
                .map(each ->
                        (Double) each.getProperty("percent").getPrimitiveValue().toValue())
                .toList();
        assertThat(percents).isSortedAccordingTo(Comparator.reverseOrder());

        int rows = 0;
        Optional<URI> next = Optional.of(URI.create(root + "answers?$top=23"));
        while (next.isPresent()) {
            ClientEntitySet page = read(client, next.get());
            rows += page.getEntities().size();
            next = Optional.ofNullable(page.getNext());
        }
        assertThat(rows).isEqualTo(23);
    }

    private static ClientEntitySet read(ODataClient client, URI uri) {
        var request = client.getRetrieveRequestFactory().getEntitySetRequest(uri);
        request.setPrefer(client.newPreferences().maxPageSize(10));
        return request.execute().getBody();
    }

    private static void excelSignsInByNameAndPassword(TestServer server) {
        HttpResponse<String> stranger = server.get(FEED, "");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(asked -> assertThat(asked).startsWith("Basic realm="));
        HttpResponse<String> wrong = server.send(basic(server, FEED + "scores", "a wrong one"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
        assertThat(server.send(basic(server, FEED + "scores", PASSWORD)).statusCode())
                .isEqualTo(200);
        assertThat(server.send(basic(server, PROGRAMME, PASSWORD)).statusCode())
                .as("the rest of the API takes tokens only")
                .isEqualTo(401);
    }

    private static HttpRequest.Builder basic(TestServer server, String path, String password) {
        String given = Base64.getEncoder().encodeToString((ADMIN + ":" + password).getBytes(StandardCharsets.UTF_8));
        return server.request(path, "")
                .setHeader("Authorization", "Basic " + given)
                .GET();
    }

    private static void filtersMeanWhatTheStandardSays(TestServer server, String token) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        TABLES.forEach(table -> tables.put(table, exported(server, token, table, true)));
        for (int i = 0; i < FILTERS; i++) {
            String table = TABLES.get(i % TABLES.size());
            List<Map<String, Object>> rows = tables.get(table);
            RandomFilter filter = RandomFilter.of(random, rows, i % 4);
            assertThat(page(server, token, NAMED + table + "?$filter=" + encoded(filter.text()))
                            .objects("value"))
                    .as("seed " + seed + ": " + table + " where " + filter.text())
                    .extracting(JsonObject::asMap)
                    .isEqualTo(rows.stream()
                            .filter(row -> Boolean.TRUE.equals(filter.meaning().apply(row)))
                            .toList());
        }
    }

    private static void ordersGoOnFromPageToPage(TestServer server, String token) {
        for (String column : List.of("percent", "completed_at", "mastered", "name")) {
            List<Map<String, Object>> sorted = new ArrayList<>(exported(server, token, "assessments", true));
            Comparator<Object> byValue = (one, other) -> one instanceof BigDecimal number
                    ? number.compareTo((BigDecimal) other)
                    : one.toString().compareTo(other.toString());
            Comparator<Map<String, Object>> descending = Comparator.comparing(
                    (Map<String, Object> row) -> row.get(column),
                    Comparator.nullsFirst(byValue).reversed());
            sorted.sort(descending.thenComparing(row -> (String) row.get("assessment_id")));

            assertThat(all(server, token, NAMED + "assessments?$orderby=" + column + "%20desc", 17))
                    .as(column)
                    .isEqualTo(sorted);
            assertThat(page(server, token, NAMED + "assessments?$skip=4&$top=5&$orderby=" + column + "%20desc,phase")
                            .objects("value"))
                    .hasSize(5);
        }
    }

    private static void pagesAreCutWhereTheyAreAskedToBe(TestServer server, String token) {
        List<Map<String, Object>> rows = exported(server, token, "scores", false);
        assertThat(all(server, token, FEED + "scores?$skip=5&$top=12", 5)).isEqualTo(rows.subList(5, 17));
        assertThat(all(server, token, FEED + "scores?$top=10", 5)).isEqualTo(rows.subList(0, 10));
        assertThat(all(server, token, FEED + "scores?$top=0", 5)).isEmpty();
        assertThat(all(server, token, FEED + "scores?$skip=100000", 5)).isEmpty();
        assertThat(all(server, token, FEED + "scores?$orderby=assessment_id,skill", 5))
                .isEqualTo(rows);

        HttpResponse<String> first =
                server.send(server.request(FEED + "scores?$count=true&$filter=attempt%20eq%201", token)
                        .header("Prefer", "odata.maxpagesize=3")
                        .GET());
        assertThat(first.headers().firstValue("Preference-Applied")).hasValue("odata.maxpagesize=3");
        assertThat(first.headers().firstValue("OData-Version")).hasValue("4.0");
        JsonObject page = TestServer.json(first);
        assertThat(page.objects("value")).hasSize(3);
        assertThat(page.integer("@odata.count"))
                .isEqualTo(rows.stream()
                        .filter(row -> row.get("attempt").equals(BigDecimal.ONE))
                        .count());
    }

    private static void aRowIsFoundByItsKey(TestServer server, String token) {
        for (String table : TABLES) {
            Map<String, Object> wanted = exported(server, token, table, true).get(5);
            String key = switch (table) {
                case "assessments" -> "'" + wanted.get("assessment_id") + "'";
                case "participants" -> "participant_id='" + wanted.get("participant_id") + "'";
                case "answers" ->
                    "item='" + wanted.get("item") + "',assessment_id='" + wanted.get("assessment_id") + "'";
                case "scores" ->
                    "assessment_id='" + wanted.get("assessment_id") + "',skill='" + wanted.get("skill") + "'";
                default -> "participant_id='" + wanted.get("participant_id") + "',skill='" + wanted.get("skill") + "'";
            };
            Map<String, Object> found =
                    new LinkedHashMap<>(page(server, token, NAMED + table + "(" + encoded(key) + ")")
                            .asMap());
            assertThat((String) found.remove("@odata.context"))
                    .endsWith("/odata-with-names/$metadata#" + table + "/$entity");
            assertThat(found).isEqualTo(wanted);
        }
        assertThat(server.get(FEED + "participants('none')", token).statusCode())
                .isEqualTo(404);
        assertThat(server.get(FEED + "participants('" + Captures.id() + "')", token)
                        .statusCode())
                .isEqualTo(404);
        for (String wrong :
                List.of("answers('x')", "participants(x)", "participants('x'%20or%20true)", "participants()")) {
            assertThat(server.get(FEED + wrong, token).body()).contains("/table: character");
        }
    }

    private static void itIsWrittenAsAskedFor(TestServer server, String token) {
        String one = FEED + "assessments?$top=1&$select=points,assessment_id,rev";
        assertThat(server.get(one, token).body()).contains("$metadata#assessments(assessment_id,points,rev)\"");
        assertThat(TestServer.json(server.get(one + "&$format=application/json;odata.metadata=none", token))
                        .asMap())
                .containsOnlyKeys("value");
        String full = server.get(one + "&$format=application/json;odata.metadata=full;IEEE754Compatible=true", token)
                .body();
        assertThat(full)
                .contains("\"@odata.type\":\"#Hunar.assessment\"", "\"points@odata.type\":\"#Decimal\"")
                .containsPattern("\"rev\":\"\\d+\"")
                .containsPattern("\"@odata.id\":\"http[^\"]*/odata/assessments\\('[0-9a-f-]{36}'\\)\"");
        HttpResponse<String> excel = server.send(server.request(one, token)
                .setHeader(
                        "Accept",
                        "application/json;odata.metadata=minimal;q=1.0,application/json;odata="
                                + "minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7")
                .setHeader("OData-MaxVersion", "4.0")
                .setHeader("MaxDataServiceVersion", "3.0")
                .GET());
        assertThat(excel.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/json;odata.metadata=minimal");
        String metadata = server.get(FEED + "$metadata", token).body();
        assertThat(metadata).contains("String=\"Participant\"", "String=\"شریک\"", "String=\"学员编号\"");
        assertThat(metadata).doesNotContain("Name=\"phone\"");
    }

    private static void whatComesInBetweenPagesDoublesNothing(TestServer server, String token) {
        List<Map<String, Object>> before = exported(server, token, "participants", false);
        JsonObject first = page(server, token, FEED + "participants", 9);
        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            operations.add(phone.participant(Captures.id(), ReferenceCohort.COHORT.value(), "late-" + i));
        }
        server.post("/api/v1/sync/push", token, phone.push(operations));

        List<String> ids = new ArrayList<>();
        first.objects("value").forEach(row -> ids.add(row.text("participant_id")));
        all(server, token, pathOf(first.text("@odata.nextLink")), 9)
                .forEach(row -> ids.add((String) row.get("participant_id")));
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(ids)
                .containsAll(before.stream()
                        .map(row -> (String) row.get("participant_id"))
                        .toList());
    }

    private static void whatIsWrongIsNamed(TestServer server, String token) {
        Map<String, String> refusals = new LinkedHashMap<>();
        refusals.put("scores?$filter=skill%20eq%20'x'%20or", "?$filter: character 16");
        refusals.put("scores?$filter=name%20eq%20'x'", "there is no column 'name'");
        refusals.put("scores?$filter=skill%20eq%20'x');delete%20from%20scores;--", "?$filter: character 13");
        refusals.put("scores?$orderby=percent;drop%20table%20scores", "?$orderby: ");
        refusals.put("scores?$orderby=length(skill)", "?$orderby: there is no column 'length(skill)'");
        refusals.put("scores?$orderby=percent%20up", "asc or desc");
        refusals.put("scores?$orderby=percent&$skip=5001", "?$skip: ");
        refusals.put("scores?$select=grade", "?$select: there is no column 'grade' in scores");
        refusals.put("scores?$top=-1", "?$top: a whole number");
        refusals.put("scores?$skip=1.5", "?$skip: a whole number");
        refusals.put("scores?$count=yes", "?$count: true or false");
        refusals.put("scores?$top=1&$top=2", "?$top: this option stands there more than once");
        refusals.put("scores?filter=true", "write $filter");
        refusals.put("scores?$skiptoken=WyJ4Il0", "?$skiptoken: this is of no @odata.nextLink");
        refusals.put("scores?$skiptoken=%C3%A9", "?$skiptoken: ");
        refusals.put("scores/$count?$top=1", "?$top: there are $filter, $format here");
        refusals.put("participants('x')?$filter=true", "?$filter: there are $format, $select here");
        refusals.forEach((call, said) -> assertRefused(server.get(FEED + call, token), 400, said));
        assertRefused(server.get(FEED + "scores?$expand=assessment", token), 501, "?$expand: this feed has no $expand");
        assertRefused(server.get(FEED + "scores?$apply=aggregate(x)", token), 501, "?$apply");
        assertRefused(server.get(FEED + "scores?$filter=skill%20eq%20@p&@p='x'", token), 501, "?@p");
        assertRefused(server.get(FEED + "grades", token), 404, "there are assessments, answers");
        assertRefused(server.get(FEED + "scores?$format=atom", token), 406, "application/json");
        assertRefused(server.get("/api/v1/programmes/none/odata/scores", token), 404, "none");
        assertRefused(
                server.send(server.request(FEED + "scores", token)
                        .header("OData-MaxVersion", "3.0")
                        .GET()),
                400,
                "4.0");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String said) {
        JsonObject problem = TestServer.json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(problem.text("detail")).contains(said);
        assertThat(problem.object("error").text("message")).isEqualTo(problem.text("detail"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static void everyCallIsAudited(TestServer server, String token) {
        assertThat(server.get("/api/v1/audit/entries.jsonl", token).body())
                .contains("cpec-weld/cpec-weld-answers.odata")
                .contains("\"what\":\"export.names\"");
    }

    /** The rows of the JSON lines, with answers as the texts that a CSV has for them. */
    private static List<Map<String, Object>> exported(TestServer server, String token, String table, boolean names) {
        HttpResponse<String> lines = server.get(PROGRAMME + "/exports/" + table + ".jsonl?names=" + names, token);
        return lines.body()
                .lines()
                .map(line -> {
                    Map<String, Object> row =
                            new LinkedHashMap<>(Json.readObject(line).asMap());
                    row.computeIfPresent("answer", (column, answer) -> asText(answer));
                    return row;
                })
                .toList();
    }

    private static Object asText(Object answer) {
        return answer instanceof List<?> options
                ? String.join(" ", options.stream().map(Object::toString).toList())
                : answer instanceof BigDecimal number ? number.toPlainString() : answer;
    }

    /** All pages, one after another. */
    private static List<Map<String, Object>> all(TestServer server, String token, String path, int pageSize) {
        List<Map<String, Object>> rows = new ArrayList<>();
        TreeSet<String> followed = new TreeSet<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            assertThat(followed.add(next.get()))
                    .as("a page that was there before")
                    .isTrue();
            JsonObject page = page(server, token, next.get(), pageSize);
            assertThat(page.objects("value")).hasSizeLessThanOrEqualTo(pageSize);
            page.objects("value").forEach(row -> rows.add(row.asMap()));
            next = page.optionalText("@odata.nextLink").map(ODataOverHttpTest::pathOf);
        }
        return rows;
    }

    private static String pathOf(String link) {
        URI uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static JsonObject page(TestServer server, String token, String path) {
        return page(server, token, path, Pages.ROWS);
    }

    private static JsonObject page(TestServer server, String token, String path, int pageSize) {
        HttpResponse<String> answer = server.send(server.request(path, token)
                .header("Prefer", "odata.maxpagesize=" + pageSize)
                .GET());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
