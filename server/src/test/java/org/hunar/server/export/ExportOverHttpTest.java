package org.hunar.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.SqlMeter;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ExportOverHttpTest {
    private static final String PROGRAMME = "/api/v1/programmes/cpec-weld";
    private static final String EXPORTS = PROGRAMME + "/exports/";

    @DatabaseTest
    void aManagerTakesTheDataAway(TestDatabase.Kind kind) throws IOException {
        try (TestServer server = TestServer.start(kind, SqlMeter.SETTING)) {
            ReferenceCohort.setUp(server);
            String token = server.adminToken();

            pairsAreThoseOfTheReport(server, token);
            scoresAreThoseOfTheApi(server, token);
            namesAreThereOnlyForWhomAsksForThem(server, token);
            everyTableIsThereInEveryFormat(server, token);
            aDownloadThatWasCutGoesOn(server, token);
            whatWasWrittenIsNotReadAgain(server, token);
            whatChangedSinceIsAllThatIsToBeTaken(server, token);
            everyExportIsAudited(server, token);
            whatIsNotThereIsSaid(server, token);
        }
    }

    private static void pairsAreThoseOfTheReport(TestServer server, String token) throws IOException {
        JsonObject everybody = TestServer.json(server.get(PROGRAMME + "/report", token))
                .object("paired")
                .object("safety")
                .object("*");
        List<CSVRecord> pairs = csv(server.get(EXPORTS + "pairs.csv", token)).stream()
                .filter(row -> row.get("skill").equals("safety"))
                .toList();

        assertThat(pairs).hasSize((int) everybody.integer("n_paired"));
        assertThat(mean(pairs, "gain"))
                .isCloseTo(everybody.object("gain").number("mean").doubleValue(), within(1e-9));
        assertThat(mean(pairs, "pre_percent"))
                .isCloseTo(everybody.object("pre").number("mean").doubleValue(), within(1e-9));
    }

    private static double mean(List<CSVRecord> rows, String column) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.get(column)))
                .average()
                .orElseThrow();
    }

    private static void scoresAreThoseOfTheApi(TestServer server, String token) throws IOException {
        List<JsonObject> lines = server.get(EXPORTS + "scores.jsonl", token)
                .body()
                .lines()
                .map(Json::readObject)
                .toList();
        List<CSVRecord> rows = csv(server.get(EXPORTS + "scores.csv", token));
        assertThat(rows).hasSameSizeAs(lines).isNotEmpty();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(rows.get(i).get("percent"))
                    .isEqualTo(lines.get(i)
                            .optionalNumber("percent")
                            .map(Object::toString)
                            .orElse(""));
        }
        JsonObject whole = lines.stream()
                .filter(line -> line.text("skill").equals("*")
                        && line.optionalNumber("percent").isPresent())
                .findFirst()
                .orElseThrow();
        JsonObject shown = TestServer.json(server.get(PROGRAMME + "/assessments/" + whole.text("assessment_id"), token))
                .object("score");
        assertThat(whole.number("percent")).isEqualTo(shown.number("percent"));
        assertThat(whole.number("points")).isEqualTo(shown.number("raw"));
    }

    private static void namesAreThereOnlyForWhomAsksForThem(TestServer server, String token) throws IOException {
        for (String table : List.of("assessments", "answers", "scores", "pairs", "participants")) {
            HttpResponse<String> without = server.get(EXPORTS + table + ".csv", token);
            assertThat(without.statusCode()).as(table + without.body()).isEqualTo(200);
            assertThat(without.body()).as(table).doesNotContain("Person P");
            assertThat(csv(server.get(EXPORTS + table + ".csv?names=true", token))
                            .get(0)
                            .get("name"))
                    .as(table)
                    .startsWith("Person P");
        }
    }

    private static void everyTableIsThereInEveryFormat(TestServer server, String token) {
        for (ExportTable table : ExportTable.values()) {
            for (ExportFormat format : ExportFormat.values()) {
                HttpResponse<String> answer =
                        server.get(EXPORTS + table.wireName() + "." + format.extension() + "?lang=ur", token);
                assertThat(answer.statusCode()).as(table + " as " + format).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue(format.mediaType());
            }
            JsonObject metadata = TestServer.json(server.get(EXPORTS + table.wireName() + ".csv-metadata.json", token));
            assertThat(metadata.object("tableSchema").objects("columns"))
                    .extracting(column -> column.text("name"))
                    .containsExactlyElementsOf(
                            table.columns(false).stream().map(Column::code).toList());
        }
        assertThat(server.get(EXPORTS + "scores.csv?bom=true", token).body()).startsWith("\uFEFFassessment_id,");
    }

    private static void aDownloadThatWasCutGoesOn(TestServer server, String token) {
        HttpResponse<String> whole = server.get(EXPORTS + "answers.csv", token);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        String beginning = whole.body().substring(0, 1000);

        HttpResponse<String> rest = from(server, token, 1000, tag);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(beginning + rest.body()).isEqualTo(whole.body());
        assertThat(rest.headers().firstValue("Content-Range"))
                .hasValue("bytes 1000-" + (whole.body().length() - 1) + "/"
                        + whole.body().length());
        assertThat(from(server, token, whole.body().length(), tag).statusCode()).isEqualTo(416);
        assertThat(server.send(server.request(EXPORTS + "answers.csv", token)
                                .header("If-None-Match", tag)
                                .GET())
                        .statusCode())
                .isEqualTo(304);

        push(server, token, Captures.id());
        HttpResponse<String> moved = from(server, token, 1000, tag);
        assertThat(moved.statusCode()).as("the data has moved on").isEqualTo(200);
        assertThat(moved.headers().firstValue("ETag"))
                .isNotEqualTo(whole.headers().firstValue("ETag"));
        assertThat(moved.body()).startsWith("assessment_id,");
    }

    private static void whatWasWrittenIsNotReadAgain(TestServer server, String token) {
        Captures phone = new Captures();
        for (int batch = 0; batch < 3; batch++) {
            List<Object> people = new ArrayList<>();
            for (int i = 0; i < 450; i++) {
                people.add(phone.participant(Captures.id(), ReferenceCohort.COHORT.value(), batch + "-" + i));
            }
            assertThat(server.post("/api/v1/sync/push", token, phone.push(people))
                            .statusCode())
                    .isEqualTo(200);
        }
        for (String table : List.of("participants.csv?bom=true", "participants.jsonl")) {
            HttpResponse<byte[]> whole = bytes(server, token, table, "bytes=0-", "");
            String tag = whole.headers().firstValue("ETag").orElseThrow();
            AtomicReference<HttpResponse<byte[]>> rest = new AtomicReference<>();
            int all = SqlMeter.count(() -> bytes(server, token, table, "bytes=0-", tag));
            int end = whole.body().length - 40;
            int some = SqlMeter.count(() -> rest.set(bytes(server, token, table, "bytes=" + end + "-", tag)));

            assertThat(rest.get().body()).isEqualTo(Arrays.copyOfRange(whole.body(), end, whole.body().length));
            assertThat(some).as("statements for the end of " + table).isLessThan(all);
            for (int from : new int[] {1, whole.body().length / 3, whole.body().length / 2}) {
                assertThat(bytes(server, token, table, "bytes=" + from + "-", tag)
                                .body())
                        .as(table + " from byte " + from)
                        .isEqualTo(Arrays.copyOfRange(whole.body(), from, whole.body().length));
            }
        }
    }

    private static HttpResponse<byte[]> bytes(TestServer server, String token, String table, String range, String tag) {
        HttpRequest request = server.request(EXPORTS + table, token)
                .header("Range", range)
                .header("If-Range", tag)
                .GET()
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void whatChangedSinceIsAllThatIsToBeTaken(TestServer server, String token) throws IOException {
        String asOf = server.get(EXPORTS + "participants.csv", token)
                .headers()
                .firstValue("Hunar-As-Of")
                .orElseThrow();
        String now = server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select clock_timestamp()".replace("clock_", isH2(server) ? "current_" : "clock_"))
                        .mapTo(OffsetDateTime.class)
                        .one())
                .toInstant()
                .toString();
        assertThat(csv(server.get(EXPORTS + "participants.csv?since=" + now, token)))
                .isEmpty();
        String id = Captures.id();
        push(server, token, id);

        for (String since : List.of(now, asOf)) {
            assertThat(csv(server.get(EXPORTS + "participants.csv?since=" + since, token)))
                    .extracting(row -> row.get("participant_id"))
                    .contains(id);
        }
        assertThat(csv(server.get(EXPORTS + "participants.csv?since=" + now, token)))
                .hasSize(1);
        assertThat(csv(server.get(EXPORTS + "pairs.csv?since=" + now, token)))
                .extracting(row -> row.get("participant_id") + " " + row.get("pairing"))
                .containsExactly(id + " NONE");
        assertThat(csv(server.get(EXPORTS + "scores.csv?since=" + now, token))).isEmpty();
        assertThat(server.get(EXPORTS + "scores.csv?since=yesterday", token).body())
                .contains("?since");
    }

    private static boolean isH2(TestServer server) {
        return server.database().isEmbedded();
    }

    private static void everyExportIsAudited(TestServer server, String token) {
        assertThat(server.get("/api/v1/audit/entries.jsonl", token).body())
                .contains("\"what\":\"export\"")
                .contains("\"what\":\"export.names\"")
                .contains("cpec-weld/cpec-weld-answers.csv");
    }

    private static void whatIsNotThereIsSaid(TestServer server, String token) {
        assertThat(server.get(EXPORTS + "grades.csv", token).statusCode()).isEqualTo(404);
        assertThat(server.get(EXPORTS + "scores.ods", token).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/programmes/none/exports/scores.csv", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get(EXPORTS + "scores.csv?bom=yes", token).statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> from(TestServer server, String token, int first, String tag) {
        return server.send(server.request(EXPORTS + "answers.csv", token)
                .header("Range", "bytes=" + first + "-")
                .header("If-Range", tag)
                .GET());
    }

    private static void push(TestServer server, String token, String participant) {
        Captures phone = new Captures();
        Map<String, Object> operation =
                phone.participant(participant, ReferenceCohort.COHORT.value(), participant.substring(0, 8));
        assertThat(server.post("/api/v1/sync/push", token, phone.push(operation))
                        .body())
                .contains("APPLIED");
    }

    private static List<CSVRecord> csv(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(answer.body()))
                .getRecords();
    }
}
