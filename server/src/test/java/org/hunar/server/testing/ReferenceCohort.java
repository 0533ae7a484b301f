package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;

/**
 * The people and answers of the reference case {@code v1-paired-ties}, in the words of the API: each score is the answer
 * to a rating item that is worth as much as the score's maximum, and each group is a province. So the figures are known.
 */
public final class ReferenceCohort {
    public static final ProgrammeId PROGRAMME = new ProgrammeId("cpec-weld");
    public static final CohortId COHORT = new CohortId("lhr-03");

    private static final String FOLDER = "/reference-cases/v1-paired-ties/";
    private static final Map<String, String> TITLE = Map.of("en", "Welding", "ur", "ویلڈنگ", "zh", "焊接");

    private ReferenceCohort() {}

    /** The programme with the settings of the case. */
    public static Programme programme() {
        Map<String, Object> json =
                new LinkedHashMap<>(resource("case.json").object("settings").asMap());
        json.put("title", TITLE);
        return Programme.fromJson(PROGRAMME, JsonObject.of("", json));
    }

    /** Two rating items, {@code safety} of 10 points and {@code tools} of 20. */
    public static Instrument instrument() {
        return Instrument.fromJson(JsonObject.of(
                "",
                Map.of(
                        "code",
                        "weld_l2",
                        "version",
                        "1",
                        "title",
                        TITLE,
                        "sections",
                        List.of(Map.of("code", "s1", "items", List.of(rating("safety", 10), rating("tools", 20)))))));
    }

    /** The instrument with its key, as a manager hands it in. */
    public static Map<String, Object> publication() {
        Map<String, Object> json = new LinkedHashMap<>(instrument().toJson());
        json.put("key", key().toJson(instrument()));
        return json;
    }

    public static ScoringKey key() {
        return key(Map.of("safety", weight(10), "tools", weight(20)));
    }

    /** A key by which the tools are not scored at all. */
    public static ScoringKey keyOfSafetyOnly() {
        return key(Map.of("safety", weight(10)));
    }

    private static ScoringKey key(Map<String, Object> items) {
        return ScoringKey.fromJson(instrument(), JsonObject.of("", Map.of("items", items)));
    }

    private static Map<String, Object> weight(int points) {
        return Map.of("weight", BigDecimal.valueOf(points));
    }

    /** Bodies of the participants' operations, by id. */
    public static Map<UUID, Map<String, Object>> participants() {
        Map<UUID, Map<String, Object>> bodies = new LinkedHashMap<>();
        rows().forEach(row -> bodies.put(
                participant(row[0]),
                new JsonFields()
                        .put("cohort", COHORT.value())
                        .put("number", row[0])
                        .put("name", "Person " + row[0])
                        .put("province", row[1])
                        .toMap()));
        return bodies;
    }

    /** Bodies of the assessments' operations, by id. */
    public static Map<UUID, Map<String, Object>> assessments() {
        Map<UUID, Map<String, Object>> bodies = new LinkedHashMap<>();
        for (String[] row : rows()) {
            Map<String, Object> body = bodies.computeIfAbsent(assessment(row), id -> assessmentBody(row));
            Map<String, Object> answers = new TreeMap<>();
            JsonObject.of("", body).optionalObject("answers").ifPresent(earlier -> answers.putAll(earlier.asMap()));
            answers.put(row[6], new BigDecimal(row[7]));
            body.put("answers", answers);
        }
        return bodies;
    }

    /** Brings programme, people and assessments to a running server, as a manager and a phone do. */
    public static void setUp(TestServer server) {
        String admin = server.adminToken();
        String path = "/api/v1/programmes/" + PROGRAMME;
        Map<String, Object> titled = Map.of("title", Map.of("en", "Welding"));
        server.put(path, admin, programme().toJson());
        server.put(path + "/cohorts/" + COHORT, admin, titled);
        server.put(path + "/skills/safety", admin, titled);
        server.put(path + "/skills/tools", admin, titled);
        server.post(path + "/instruments", admin, publication());

        Captures phone = new Captures();
        List<Object> operations = new ArrayList<>();
        participants()
                .forEach((id, body) ->
                        operations.add(phone.operation("participant", id.toString(), "put", List.of(), body)));
        assessments()
                .forEach((id, body) ->
                        operations.add(phone.operation("assessment", id.toString(), "put", List.of(), body)));
        HttpResponse<String> answer = server.post("/api/v1/sync/push", admin, phone.push(operations));
        assertThat(TestServer.json(answer).objects("results"))
                .allSatisfy(result -> assertThat(result.text("status")).isEqualTo("APPLIED"));
    }

    /** The figures that R gives, such as {@code paired}. */
    public static JsonObject expected() {
        return resource("expected.json");
    }

    private static Map<String, Object> assessmentBody(String[] row) {
        return new JsonFields()
                .put("participant_id", participant(row[0]).toString())
                .put("instrument", "weld_l2")
                .put("instrument_version", "1")
                .put("phase", row[2])
                .put("attempt", new BigDecimal(row[3]))
                .put("started_at", row[4])
                .put("completed_at", row[5].equals("COMPLETED") ? row[4] : null)
                .toMap();
    }

    private static Map<String, Object> rating(String skill, int hi) {
        return Map.of(
                "code",
                skill,
                "type",
                "RATING",
                "skill",
                skill,
                "label",
                Map.of("en", skill),
                "lo",
                BigDecimal.ZERO,
                "hi",
                BigDecimal.valueOf(hi));
    }

    /** A UUIDv4 that is the same in every run. */
    private static UUID participant(String name) {
        return UUID.fromString("00000000-0000-4000-8000-0000000000" + name.substring(1));
    }

    /** A UUIDv7 that is the same in every run. */
    private static UUID assessment(String[] row) {
        return UUID.fromString("00000000-0000-7000-8000-0000" + row[0].substring(1)
                + (row[2].equals("PRE") ? "00000" : "10000") + row[3]);
    }

    private static List<String[]> rows() {
        return text("assessments.csv")
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    private static JsonObject resource(String name) {
        return Json.readObject(text(name));
    }

    private static String text(String name) {
        try (InputStream file = ReferenceCohort.class.getResourceAsStream(FOLDER + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
