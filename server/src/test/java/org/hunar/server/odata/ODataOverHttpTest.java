package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.odata.FeedReading.FEED;
import static org.hunar.server.odata.FeedReading.NAMED;
import static org.hunar.server.odata.FeedReading.PROGRAMME;
import static org.hunar.server.odata.FeedReading.TABLES;
import static org.hunar.server.odata.FeedReading.all;
import static org.hunar.server.odata.FeedReading.exported;
import static org.hunar.server.odata.FeedReading.page;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.client.core.http.BasicAuthHttpClientFactory;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ODataOverHttpTest {
    private static final String ADMIN = "admin";
    private static final String PASSWORD = "sparks fly upwards";

    @DatabaseTest
    void excelRefreshesByItself(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            ReferenceCohort.setUp(server);
            peopleWhomOthersWriteWrong(server);
            String token = server.adminToken();

            rowsAreThoseOfTheExport(server, token);
            itIsReadByAClientThatOthersWrote(server);
            excelSignsInByNameAndPassword(server);
            FeedQueries.filtersMeanWhatTheStandardSays(server, token);
            FeedQueries.ordersGoOnFromPageToPage(server, token);
            FeedQueries.anOrderHoldsWhateverAFilterTakesAway(server, token);
            FeedQueries.pagesAreCutWhereTheyAreAskedToBe(server, token);
            FeedQueries.aRowIsFoundByItsKey(server, token);
            FeedManners.itIsWrittenAsAskedFor(server, token);
            FeedQueries.whatComesInBetweenPagesDoublesNothing(server, token);
            FeedManners.whatIsWrongIsNamed(server, token);
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

    private static void everyCallIsAudited(TestServer server, String token) {
        assertThat(server.get("/api/v1/audit/entries.jsonl", token).body())
                .contains("cpec-weld/cpec-weld-answers.odata")
                .contains("\"what\":\"export.names\"");
    }
}
