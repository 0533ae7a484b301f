package org.hunar.server.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;

/** What becomes of operations that can be taken, and of their repetitions. */
final class PushCases {
    static final List<Case> CASES = List.of(
            new Case("§3", "what is new is APPLIED, with a revision and its place in the feed", PushCases::applied),
            new Case("§3", "a repeated push is DUPLICATE, with the result of the first time", PushCases::duplicate),
            new Case("§3", "the same operation twice in a push is its own DUPLICATE", PushCases::twiceInAPush),
            new Case("§1", "an operation with its members in another order is the same one", PushCases::otherOrder),
            new Case("§1", "an operation that comes from another install is the same one", PushCases::otherInstall),
            new Case("§1", "another operation with a device_seq that was there is new work", PushCases::sameDeviceSeq),
            new Case("§3", "results stand in the order of the operations, refused ones between", PushCases::order),
            new Case("§3", "amendments of different answers are MERGED, a SOFT_CONFLICT", PushCases::merged),
            new Case("§3", "different values of one answer are a CONFLICT, HARD_CONFLICT", PushCases::hardConflict),
            new Case("§5", "a second assessment of one attempt is a CONFLICT, DUPLICATE_ATTEMPT", PushCases::attempts),
            new Case("§5", "work on a removed participant is a CONFLICT, PARTICIPANT_REMOVED", PushCases::removed),
            new Case("§5", "work of somebody without a grant here is a CONFLICT, AUTHORITY_REVIEW", PushCases::review));

    private PushCases() {}

    private static void applied(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        List<Result> results = field.trainer()
                .push(
                        handset,
                        handset.participant(person, field.cohort()),
                        handset.assessment(handset.newAssessmentId(), person, Map.of("ppe", "yes", "gap", 1.5)));
        for (Result result : results) {
            Expect.equal("revision", 1L, result.is("APPLIED").rev());
        }
        Expect.that(
                results.get(0).mark(field.scope()) != results.get(1).mark(field.scope()),
                "two places in the feed",
                results);
    }

    private static void duplicate(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        List<Op> operations = List.of(
                handset.participant(person, field.cohort()),
                handset.assessment(handset.newAssessmentId(), person, Map.of("ppe", "yes")));
        List<Result> first = field.trainer().pushAll(handset, operations);
        for (int round = 0; round < 2; round++) {
            List<Result> again = field.trainer().pushAll(handset, operations);
            for (int i = 0; i < first.size(); i++) {
                again.get(i).repeats(first.get(i));
            }
        }
    }

    private static void twiceInAPush(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        List<Result> results = field.trainer().push(handset, operation, operation);
        results.get(1).repeats(results.get(0).is("APPLIED"));
    }

    private static void otherOrder(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        Result first = field.trainer().pushOne(handset, operation);
        List<String> names = new ArrayList<>(operation.json().keySet());
        Collections.reverse(names);
        Map<String, Object> turned = new LinkedHashMap<>();
        names.forEach(name -> turned.put(name, operation.json().get(name)));
        field.trainer().pushOne(handset, new Op(turned)).repeats(first);
    }

    private static void otherInstall(Field field) throws IOException {
        Handset handset = field.handset();
        Op operation = handset.participant(handset.newParticipantId(), field.cohort());
        Result first = field.trainer().pushOne(handset, operation);
        field.trainer().pushOne(field.handset(), operation).repeats(first);
    }

    private static void sameDeviceSeq(Field field) throws IOException {
        Handset handset = field.handset();
        Op one = handset.participant(handset.newParticipantId(), field.cohort());
        Op other = handset.participant(handset.newParticipantId(), field.cohort())
                .with("device_seq", one.json().get("device_seq"));
        field.trainer().pushOne(handset, one).is("APPLIED");
        String status = field.trainer().pushOne(handset, other).json().text("status");
        Expect.that(status.equals("APPLIED") || status.equals("CONFLICT"), "stored as new work", status);
    }

    /** That the results stand for their operations, {@link Person#pushAll} sees to. */
    private static void order(Field field) throws IOException {
        Handset handset = field.handset();
        List<Op> operations = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            operations.add(handset.participant(handset.newParticipantId(), field.cohort()));
            operations.add(handset.participant(handset.newParticipantId(), "no-such-cohort"));
        }
        List<Result> results = field.trainer().pushAll(handset, operations);
        for (int i = 0; i < results.size(); i++) {
            results.get(i).is(i % 2 == 0 ? "APPLIED" : "REJECTED");
        }
    }

    private static void merged(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no", "quality", 4));
        Handset other = field.handset();
        sitting.amends(sitting.handset(), Map.of("ppe", "yes")).is("APPLIED");
        sitting.amends(other, Map.of("quality", 7)).is("MERGED", "SOFT_CONFLICT");
        JsonObject answers = sitting.document().object("answers");
        Expect.equal("ppe", "yes", answers.text("ppe"));
        Expect.equal("quality", 7L, answers.integer("quality"));
    }

    private static void hardConflict(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        sitting.amends(sitting.handset(), Map.of("quality", 7)).is("APPLIED");
        sitting.amends(field.handset(), Map.of("quality", 9)).is("CONFLICT", "HARD_CONFLICT");
    }

    private static void attempts(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        Handset other = field.handset();
        String second = other.newAssessmentId();
        field.trainer()
                .pushOne(other, other.assessment(second, sitting.participant(), Map.of("ppe", "yes")))
                .is("CONFLICT", "DUPLICATE_ATTEMPT");
        field.trainer().document(field.scope(), "assessment", second);
        sitting.document();
    }

    private static void removed(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        Op created = handset.participant(person, field.cohort());
        field.trainer().push(handset, created, handset.voids("participant", person, created));
        Handset other = field.handset();
        field.trainer()
                .pushOne(other, other.assessment(other.newAssessmentId(), person, Map.of("ppe", "yes")))
                .is("CONFLICT", "PARTICIPANT_REMOVED");
    }

    private static void review(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        field.trainer().pushOne(handset, handset.participant(person, field.cohort()));
        Handset other = field.handset();
        String foreign = other.newAssessmentId();
        field.neighbour()
                .pushOne(other, other.assessment(foreign, person, Map.of("ppe", "yes")))
                .is("CONFLICT", "AUTHORITY_REVIEW");
        Expect.that(
                field.trainer()
                        .pullAll()
                        .find(field.scope(), "assessment", foreign)
                        .isEmpty(),
                "nothing of it in the feed until a manager accepts it",
                foreign);
    }
}
