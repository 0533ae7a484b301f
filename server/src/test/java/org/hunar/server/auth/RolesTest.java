package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.STRANGER;
import static org.hunar.server.testing.WeldingProgramme.VIEWER;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.PageVisitor;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;

/** Every call that the running server answers, made by everybody, against the table of who may do what. */
class RolesTest {
    private static final String PARTICIPANT = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String ASSESSMENT = "aaaaaaaa-0000-4000-8000-000000000002";
    private static final String NONE = "aaaaaaaa-0000-4000-8000-00000000000f";
    private static final byte[] PHOTO = {1, 2, 3};

    /** In the order of the table's columns; an empty name calls without a token. */
    private static final Map<String, String> PEOPLE = people();

    @DatabaseTest
    void everybodyMayDoWhatTheTableSaysAndNoMore(TestDatabase.Kind kind) {
        RoleTable table = RoleTable.read();
        try (TestServer server = TestServer.start(kind)) {
            Office office = new Office(server);
            assertThat(table.calls()).containsExactlyInAnyOrderElementsOf(server.endpoints());
            assertThat(table.people()).containsExactlyElementsOf(PEOPLE.keySet());

            List<String> otherwise = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            for (String call : table.calls()) {
                for (Map.Entry<String, String> person : PEOPLE.entrySet()) {
                    HttpResponse<String> answer =
                            server.send(office.request(call, person.getValue(), WeldingProgramme.CODE));
                    String status = outcome(call, answer);
                    String expected = table.expected(call, person.getKey());
                    if (!status.equals(expected)) {
                        otherwise.add(call + ", by " + person.getKey() + ": " + status + " in place of " + expected);
                    }
                    if (status.equals("403")) {
                        HttpRequest request = answer.request();
                        refused.add(person.getValue() + " " + request.method() + " "
                                + request.uri().getPath());
                    }
                }
            }
            assertThat(otherwise).isEmpty();
            assertThat(audited(server)).containsExactlyElementsOf(refused);
        }
    }

    /** Whoever has nothing to do with a programme cannot find out whether there is one of that name. */
    @DatabaseTest
    void aProgrammeOfOthersLooksLikeOneThatIsNotThere(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Office office = new Office(server);
            for (String call : RoleTable.read().calls()) {
                if (call.contains("{programme}")) {
                    String there = answer(server, office.request(call, STRANGER, WeldingProgramme.CODE));
                    String nowhere = answer(server, office.request(call, STRANGER, "cpec-none"));
                    assertThat(there).as(call).isEqualTo(nowhere);
                }
            }
        }
    }

    /** Beside Jersey, whose calls are in the table, only Dropwizard's servlet that answers 404. */
    @DatabaseTest
    void onlyCallsOfTheTableAreAnswered(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            assertThat(server.servletPatterns()).containsExactly("/", "/*");
            for (String path : List.of("/api", "/api/v1", "/application.wadl", "/api/v1/application.wadl", "/admin")) {
                assertThat(server.get(path, server.adminToken()).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    private static Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        people.put("admin", "admin");
        people.put("manager", MANAGER);
        people.put("manager elsewhere", "manager.elsewhere");
        people.put("trainer", AMNA);
        people.put("trainer of another cohort", BILAL);
        people.put("trainer elsewhere", "trainer.elsewhere");
        people.put("viewer", VIEWER);
        people.put("viewer elsewhere", "viewer.elsewhere");
        people.put("no role", STRANGER);
        people.put("nobody", "");
        return people;
    }

    /** Without what is different in any two answers: the name of the programme, the number of the request. */
    private static String answer(TestServer server, HttpRequest.Builder request) {
        HttpResponse<String> answer = server.send(request);
        String body = answer.body();
        if (body.startsWith("{")) {
            Map<String, Object> json = new LinkedHashMap<>(Json.readObject(body).asMap());
            json.remove("request_id");
            body = json.toString();
        }
        return answer.statusCode() + " " + body.replaceAll(WeldingProgramme.CODE + "|cpec-none", "*");
    }

    /** The status; of a push also what became of its operation, since a push may hold what one may and what one may not. */
    private static String outcome(String call, HttpResponse<String> answer) {
        boolean push = call.equals("POST /api/v1/sync/push") && answer.statusCode() == 200;
        return push
                ? "200 " + TestServer.json(answer).objects("results").get(0).text("status")
                : Integer.toString(answer.statusCode());
    }

    private static List<String> audited(TestServer server) {
        List<String> lines = new ArrayList<>();
        server.get("/api/v1/audit/entries.jsonl", server.adminToken())
                .body()
                .lines()
                .map(Json::readObject)
                .filter(entry -> entry.text("outcome").equals("FORBIDDEN"))
                .forEach(
                        entry -> lines.add(entry.text("who") + " " + entry.text("what") + " " + entry.text("subject")));
        return lines;
    }

    /** A programme with people, work and a photo, and a call of each kind that fits it. */
    private static final class Office {
        private final TestServer server;
        private final Map<String, String> tokens = new LinkedHashMap<>();
        private final Map<String, String> sessions = new LinkedHashMap<>();
        private final String photo = TusClient.sha256(PHOTO);

        Office(TestServer server) {
            this.server = server;
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            server.put(
                    "/api/v1/programmes/other",
                    server.adminToken(),
                    Map.of("title", Map.of("en", "Other", "ur", "Other", "zh", "Other")));
            server.put(
                    "/api/v1/programmes/other/cohorts/elsewhere",
                    server.adminToken(),
                    Map.of("title", Map.of("en", "Elsewhere"), "province", "sindh"));
            Map<String, Object> role = Map.of("role", "TRAINER", "programme", "other", "cohorts", List.of("elsewhere"));
            welding.grant("trainer.elsewhere", List.of(role));
            welding.grant("manager.elsewhere", List.of(Map.of("role", "MANAGER", "programme", "other")));
            welding.grant("viewer.elsewhere", List.of(Map.of("role", "VIEWER", "programme", "other")));
            PEOPLE.values().forEach(name -> {
                tokens.put(name, token(welding, name));
                sessions.put(name, session(name));
            });
            new TusClient(server.api(), tokens.get(AMNA)).bring(PHOTO, "image/jpeg");
            Captures phone = new Captures();
            List<JsonObject> results = new SyncClient(server, tokens.get(AMNA))
                    .push(phone.push(
                            phone.participant(PARTICIPANT, LAHORE, "1"),
                            phone.assessment(ASSESSMENT, PARTICIPANT, Map.of("photo", photoAnswer()))));
            assertThat(results).extracting(result -> result.text("status")).containsOnly("APPLIED");
        }

        private String token(WeldingProgramme welding, String name) {
            return switch (name) {
                case "" -> "";
                case "admin" -> server.adminToken();
                default -> welding.tokenOf(name);
            };
        }

        private String session(String name) {
            return switch (name) {
                case "" -> "";
                case "admin" -> PageVisitor.signIn(server.api(), name, "sparks fly upwards");
                default -> PageVisitor.signIn(server.api(), name, WeldingProgramme.PASSWORD);
            };
        }

        private Map<String, Object> photoAnswer() {
            return Map.of("sha256", photo, "mime", "image/jpeg", "size", PHOTO.length);
        }

        /** @param call as the table names it */
        HttpRequest.Builder request(String call, String who, String programme) {
            String[] parts = call.split(" ");
            HttpRequest.Builder request = server.request(
                            path(parts[1]).replace("{programme}", programme) + query(call),
                            isPage(call) ? "" : tokens.get(who))
                    .header("Tus-Resumable", "1.0.0");
            if (isPage(call) && !sessions.get(who).isEmpty()) {
                request.header("Cookie", sessions.get(who));
            }
            if (parts[1].equals("/api/v1/uploads/{id}")) {
                request.header("Upload-Offset", "0").header("X-HTTP-Method-Override", "HEAD");
            }
            if (call.equals("POST /api/v1/uploads")) {
                request.header("Upload-Length", "3").header("Upload-Metadata", TusClient.metadata(photo, "image/jpeg"));
            }
            if (parts[1].contains("/assessments/{id}/")) {
                request.header("If-Match", "\"999\"");
            }
            type(call, parts).ifPresent(type -> request.header("Content-Type", type));
            return request.method(parts[0], BodyPublishers.ofString(body(call)));
        }

        /** Pages let in by a cookie, and the API by a token. */
        private static boolean isPage(String call) {
            return call.matches(
                    "\\w+ /((programmes|portfolio|users|audit|sign-in|sign-out|password|account|language|assets)\\b.*)?");
        }

        private String path(String template) {
            String id = template.contains("participants")
                    ? PARTICIPANT
                    : template.contains("assessments") ? ASSESSMENT : NONE;
            return template.replace("{cohort}", LAHORE)
                    .replace("{table}", "scores")
                    .replace("{format}", "jsonl")
                    .replace("{skill}", "safety")
                    .replace("{instrument}", "weld_l2")
                    .replace("{version}", "1")
                    .replace("{form}", "weld_l2")
                    .replace("{file}", "participants.csv")
                    .replace("{dataset}", "participants")
                    .replace("{name}", STRANGER)
                    .replace("{delivery}", NONE)
                    .replace("{install}", NONE)
                    .replace("{file}", NONE)
                    .replace("blobs/{sha256}", "blobs/" + photo)
                    .replace("{sha256}", "0".repeat(64))
                    .replace("uploads/{id}", "uploads/" + (template.contains("uploads") ? upload() : ""))
                    .replace("{id}", id);
        }

        /** A new one of Amna's, of which nothing has come yet. */
        private String upload() {
            String location = TusClient.location(new TusClient(server.api(), tokens.get(AMNA))
                    .announce(
                            "3",
                            TusClient.metadata(TusClient.sha256(Captures.id().getBytes()), "image/jpeg")));
            return location.substring(location.lastIndexOf('/') + 1);
        }

        private static String query(String call) {
            return switch (call) {
                case "GET /api/v1/programmes/{programme}/report/items" -> "?instrument=weld_l2&version=1&phase=PRE";
                case "GET /api/v1/programmes/{programme}/pairing" -> "?list=pre_only";
                case "PUT /api/v1/programmes/{programme}/instruments/{instrument}/versions/{version}/key" ->
                    "?dry_run=true";
                default -> "";
            };
        }

        private static Optional<String> type(String call, String[] parts) {
            if (parts.length == 3) {
                return Optional.of(parts[2].startsWith("multipart/") ? parts[2] + ";boundary=between" : parts[2]);
            }
            if (isPage(call) && parts[0].equals("POST")) {
                return Optional.of(
                        isUpload(call) ? "multipart/form-data;boundary=between" : "application/x-www-form-urlencoded");
            }
            if (call.equals("PATCH /api/v1/uploads/{id}")) {
                return Optional.of("application/offset+octet-stream");
            }
            return parts[0].equals("PUT") || parts[0].equals("POST") && !parts[1].contains("/uploads")
                    ? Optional.of("application/json")
                    : Optional.empty();
        }

        private static boolean isUpload(String call) {
            return isPage(call) && (call.endsWith("/roster") || call.endsWith("/forms") || call.endsWith("/files"));
        }

        /** Well-formed, and wrong where it would change what the next one finds. */
        private String body(String call) {
            if (isUpload(call) && call.startsWith("POST")) {
                return "--between\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--between--\r\n";
            }
            return switch (call) {
                case "POST /api/v1/oauth/token application/x-www-form-urlencoded" ->
                    "grant_type=password&username=stranger&password=" + WeldingProgramme.PASSWORD;
                case "POST /api/v1/oauth/token application/json" ->
                    Json.write(Map.of(
                            "grant_type", "password", "username", STRANGER, "password", WeldingProgramme.PASSWORD));
                case "POST /api/v1/sync/push" -> {
                    Captures phone = new Captures();
                    yield Json.write(phone.push(phone.participant(Captures.id(), LAHORE, Captures.id())));
                }
                case "POST /api/v1/sync/status" -> Json.write(Map.of("op_ids", List.of(NONE)));
                case "POST /api/v1/programmes/{programme}/participants text/csv" ->
                    "cohort,number,name\n" + LAHORE + ",77,x\n";
                case "POST /api/v1/programmes/{programme}/participants application/json" ->
                    Json.write(Map.of("participants", List.of(Map.of("cohort", LAHORE, "number", "78", "name", "x"))));
                case "POST /api/v1/programmes/{programme}/instruments multipart/form-data" ->
                    "--between\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n<a/>\r\n--between--\r\n";
                case "POST /api/v1/programmes/{programme}/assessments/{id}/void" -> "{\"reason\": \"copied\"}";
                case "POST /api/v1/programmes/{programme}/assessments/{id}/return" -> "{\"remark\": \"look again\"}";
                default ->
                    call.startsWith("PUT") || call.startsWith("POST /api") && !call.contains("uploads") ? "{}" : "";
            };
        }
    }
}
