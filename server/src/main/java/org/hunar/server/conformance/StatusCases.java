package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/** What became of operations, asked after a lost answer. */
final class StatusCases {
    static final List<Case> CASES = List.of(
            new Case("§2", "a known operation has the result it was answered with at first", StatusCases::known),
            new Case("§2", "an operation that never came is UNKNOWN", StatusCases::unknown),
            new Case("§2", "somebody else's operation is UNKNOWN too", StatusCases::somebodyElses),
            new Case("§2", "a question without op_ids is a 400", StatusCases::noIds));

    private StatusCases() {}

    private static void known(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        Result first = field.trainer().pushOne(handset, operation);
        field.trainer().pushOne(handset, operation);
        Expect.same(
                "result",
                first.json().asMap(),
                ask(field.trainer(), operation.id()).asMap());
    }

    private static void unknown(Field field) throws IOException {
        Handset handset = field.handset();
        String never =
                handset.participant(handset.newParticipantId(), field.cohort()).id();
        Expect.same(
                "result",
                Map.of("op_id", never, "status", "UNKNOWN"),
                ask(field.trainer(), never).asMap());
    }

    private static void somebodyElses(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        field.trainer().pushOne(handset, operation);
        Expect.equal("status", "UNKNOWN", ask(field.neighbour(), operation.id()).text("status"));
    }

    private static void noIds(Field field) throws IOException {
        Expect.problem(field.trainer().send(Call.post("/sync/status", Map.of())), 400);
    }

    private static JsonObject ask(Person person, Object operation) throws IOException {
        JsonObject answer = Expect.ok(person.send(Call.post("/sync/status", Map.of("op_ids", List.of(operation)))));
        Expect.that(answer.has("server_time") && answer.has("epoch"), "server_time and epoch", answer.asMap());
        return Expect.only("result", answer.objects("results"));
    }
}
