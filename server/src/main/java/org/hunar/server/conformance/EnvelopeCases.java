package org.hunar.server.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;

/** The push around its operations: what can be read, what is too much, compression. */
final class EnvelopeCases {
    static final List<Case> CASES = List.of(
            new Case(
                    "§3",
                    "a push without operations is a 200 without results, with time and epoch",
                    EnvelopeCases::empty),
            new Case("§3", "a push that is not JSON is a 400", EnvelopeCases::notJson),
            new Case("§3", "a push without ops, or with ops that are no array, is a 400", EnvelopeCases::noOps),
            new Case("§3", "a push without an install_id is a 400", EnvelopeCases::noInstall),
            new Case("§3", "a push in gzip is taken", EnvelopeCases::gzip),
            new Case("§3", "what is called gzip and is not is a 400", EnvelopeCases::brokenGzip),
            new Case("§3", "an encoding that nobody knows is a 415", EnvelopeCases::unknownEncoding),
            new Case(
                    "§3",
                    "more operations than announced are a 413, and none of them is taken",
                    EnvelopeCases::tooMany),
            new Case("§3", "a body that inflates beyond the announced ratio is a 413", EnvelopeCases::bomb),
            new Case("§3", "as many operations as announced are taken in one push", EnvelopeCases::asManyAsAnnounced),
            new Case("§3", "an answer is compressed when the app asks for it", EnvelopeCases::compressedAnswer),
            new Case("§3", "a member that a later version invents does not stop a push", EnvelopeCases::unknownMember),
            new Case("§3", "an app that is far too old may push: there is no 426", EnvelopeCases::oldApp));

    private static final int MIB = 1 << 20;
    private static final int INFLATED_MIB = 64;

    private EnvelopeCases() {}

    private static void empty(Field field) throws IOException {
        JsonObject answer = Expect.ok(push(field, field.handset().push(List.of())));
        Expect.equal("results", List.of(), answer.objects("results"));
        Expect.that(answer.has("server_time") && answer.has("epoch"), "server_time and epoch", answer.asMap());
    }

    private static void notJson(Field field) throws IOException {
        for (String body : List.of("", "{", "nonsense", "[]", "{\"ops\": []} {}")) {
            Expect.problem(push(field, body.getBytes(StandardCharsets.UTF_8)), 400);
        }
    }

    private static void noOps(Field field) throws IOException {
        Map<String, Object> push = field.handset().push(List.of());
        push.put("ops", 3);
        Expect.problem(push(field, push), 400);
        push.remove("ops");
        Expect.problem(push(field, push), 400);
    }

    private static void noInstall(Field field) throws IOException {
        Expect.problem(push(field, Map.of("ops", List.of())), 400);
    }

    private static void gzip(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        Answer answer = field.trainer()
                .send(raw(compressed(bytes(handset.push(List.of(operation))))).header("Content-Encoding", "gzip"));
        new Result(Expect.only("result", Expect.ok(answer).objects("results"))).is("APPLIED");
    }

    private static void brokenGzip(Field field) throws IOException {
        Call call = raw(new byte[] {1, 2, 3}).header("Content-Encoding", "gzip");
        Expect.problem(field.trainer().send(call), 400);
    }

    private static void unknownEncoding(Field field) throws IOException {
        Call call = raw(bytes(field.handset().push(List.of()))).header("Content-Encoding", "morse");
        Expect.problem(field.trainer().send(call), 415);
    }

    private static void tooMany(Field field) throws IOException {
        Handset handset = field.handset();
        List<Op> operations = participants(field, handset, limit(field, "push_ops") + 1);
        Call call = raw(compressed(bytes(handset.push(operations)))).header("Content-Encoding", "gzip");
        Expect.problem(field.trainer().send(call), 413);

        Object first = operations.get(0).id();
        JsonObject status =
                Expect.ok(field.trainer().send(Call.post("/sync/status", Map.of("op_ids", List.of(first)))));
        Expect.equal("status", "UNKNOWN", status.objects("results").get(0).text("status"));
    }

    private static void bomb(Field field) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] blanks = " ".repeat(MIB).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < INFLATED_MIB; i++) {
                out.write(blanks);
            }
        }
        Expect.problem(field.trainer().send(raw(bytes.toByteArray()).header("Content-Encoding", "gzip")), 413);
    }

    private static void asManyAsAnnounced(Field field) throws IOException {
        Handset handset = field.handset();
        List<Op> operations = participants(field, handset, Math.min(500, limit(field, "push_ops")));
        for (Result result : field.manager().pushAll(handset, operations)) {
            result.is("APPLIED");
        }
    }

    private static void compressedAnswer(Field field) throws IOException {
        Answer answer = field.trainer().send(Call.post("/sync/pull", Map.of()).header("Accept-Encoding", "gzip"));
        Expect.ok(answer);
        Expect.equal("Content-Encoding", "gzip", Expect.header(answer, "Content-Encoding"));
    }

    private static void unknownMember(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort())
                .with("of_a_later_version", Map.of("deep", true));
        Map<String, Object> push = handset.push(List.of(operation));
        push.put("of_a_later_version", List.of(1));
        new Result(Expect.only("result", Expect.ok(push(field, push)).objects("results"))).is("APPLIED");
    }

    private static void oldApp(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        Map<String, Object> push = handset.push(List.of(operation));
        push.put("app_version", "0.0.1");
        new Result(Expect.only("result", Expect.ok(push(field, push)).objects("results"))).is("APPLIED");
    }

    private static List<Op> participants(Field field, Handset handset, int number) {
        List<Op> operations = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            operations.add(handset.participant(handset.newParticipantId(), field.otherCohort()));
        }
        return Collections.unmodifiableList(operations);
    }

    private static int limit(Field field, String name) throws IOException {
        JsonObject hello = Expect.ok(field.wire().send(Call.get("/hello")));
        return (int) hello.object("limits").integer(name);
    }

    private static Answer push(Field field, Map<String, ?> push) throws IOException {
        return push(field, bytes(push));
    }

    private static Answer push(Field field, byte[] body) throws IOException {
        return field.trainer().send(raw(body));
    }

    private static Call raw(byte[] body) {
        return Call.of("POST", "/sync/push").sending("application/json", body);
    }

    private static byte[] bytes(Map<String, ?> json) {
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
