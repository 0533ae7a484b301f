package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/** Operations that can never be applied: kept in quarantine, refused by name, and in nobody's way. */
final class RefusalCases {
    static final List<Case> CASES = List.of(
            new Case("§3", "a missing member is REJECTED, VALIDATION, and the error says which", RefusalCases::missing),
            new Case("§3", "an answer that cannot be is REJECTED, VALIDATION, at the question", RefusalCases::answer),
            new Case("§3", "a kind that nobody knows is REJECTED, UNKNOWN_KIND", RefusalCases::unknownKind),
            new Case("§3", "an operation over the announced size is REJECTED, TOO_LARGE", RefusalCases::tooLarge),
            new Case(
                    "§3",
                    "what only a manager may do is REJECTED, FORBIDDEN, from a phone",
                    RefusalCases::managersWork),
            new Case("§3", "the work of a stranger is REJECTED, FORBIDDEN", RefusalCases::strangersWork),
            new Case("§3", "a void without a reason is REJECTED, VALIDATION", RefusalCases::voidWithoutReason),
            new Case(
                    "§4",
                    "an op_id with other content is REJECTED, IDEMPOTENCY_MISMATCH; the first stays",
                    RefusalCases::mismatch),
            new Case("§3", "a refused operation that comes again is refused again", RefusalCases::again),
            new Case("§3", "what is no operation at all does not stop those beside it", RefusalCases::besides));

    private RefusalCases() {}

    private static void missing(Field field) throws IOException {
        for (String member : List.of("device_seq", "entity", "entity_id", "kind", "hlc", "captured_at")) {
            Handset handset = field.handset();
            Op operation = handset.participant(handset.newParticipantId(), field.cohort());
            field.trainer()
                    .pushOne(handset, operation.without(member))
                    .is("REJECTED", "VALIDATION")
                    .at("/" + member);
        }
    }

    private static void answer(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        field.trainer().pushOne(handset, handset.participant(person, field.cohort()));
        Map<String, Object> impossible = Map.of("ppe", "perhaps", "quality", 11, "colour", "red");
        for (Map.Entry<String, Object> answer : impossible.entrySet()) {
            Op operation =
                    handset.assessment(handset.newAssessmentId(), person, Map.of(answer.getKey(), answer.getValue()));
            field.trainer()
                    .pushOne(handset, operation)
                    .is("REJECTED", "VALIDATION")
                    .at("/body/answers/" + answer.getKey());
        }
    }

    private static void unknownKind(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        field.trainer().pushOne(handset, operation.with("kind", "juggle")).is("REJECTED", "UNKNOWN_KIND");
    }

    private static void tooLarge(Field field) throws IOException {
        JsonObject hello = Expect.ok(field.wire().send(Call.get("/hello")));
        int limit = (int) hello.object("limits").integer("op_bytes");
        Handset handset = field.handset();
        Map<String, Object> body = Map.of("cohort", field.cohort(), "number", "1", "name", "x".repeat(limit));
        field.trainer()
                .pushOne(handset, handset.operation("participant", handset.newParticipantId(), "put", List.of(), body))
                .is("REJECTED", "TOO_LARGE");
    }

    private static void managersWork(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        Handset handset = sitting.handset();
        List<?> seen = List.of(sitting.created().id());
        field.trainer()
                .pushOne(handset, handset.operation("assessment", sitting.id(), "approve", seen, Map.of()))
                .is("REJECTED", "FORBIDDEN");
    }

    private static void strangersWork(Field field) throws IOException {
        Handset handset = field.handset();
        field.stranger()
                .pushOne(handset, handset.participant(handset.newParticipantId(), field.cohort()))
                .is("REJECTED", "FORBIDDEN");
    }

    private static void voidWithoutReason(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        Op operation = sitting.handset().voids("assessment", sitting.id(), sitting.created());
        field.trainer()
                .pushOne(sitting.handset(), operation.with("body", Map.of()))
                .is("REJECTED", "VALIDATION");
    }

    private static void mismatch(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        Op operation = handset.participant(person, field.cohort());
        Result first = field.trainer().pushOne(handset, operation).is("APPLIED");
        Op changed = operation.with("body", Map.of("cohort", field.cohort(), "number", "other", "name", "other"));
        field.trainer().pushOne(handset, changed).is("REJECTED", "IDEMPOTENCY_MISMATCH");
        field.trainer().pushOne(handset, operation).repeats(first);
        Expect.equal(
                "name",
                "محمد علی",
                field.trainer().document(field.scope(), "participant", person).text("name"));
    }

    private static void again(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), "no-such-cohort");
        Result first = field.trainer().pushOne(handset, operation).is("REJECTED", "VALIDATION");
        Result second = field.trainer().pushOne(handset, operation);
        Expect.same("result", first.json().asMap(), second.json().asMap());
    }

    private static void besides(Field field) throws IOException {
        Handset handset = field.handset();
        Op before = handset.participant(handset.newParticipantId(), field.cohort());
        Op after = handset.participant(handset.newParticipantId(), field.cohort());
        JsonObject answer = Expect.ok(field.trainer()
                .send(Call.post("/sync/push", handset.push(List.of(before, "nonsense", 7, Map.of("x", 1), after)))));
        List<Result> results =
                answer.objects("results").stream().map(Result::new).toList();
        Expect.equal("number of results", 5, results.size());
        results.get(0).is("APPLIED");
        results.subList(1, 4).forEach(result -> result.is("REJECTED", "VALIDATION"));
        results.get(4).is("APPLIED");
    }
}
