package org.hunar.server.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Operation;

/** How operations become a document: by their set alone. */
final class MergeCases {
    static final List<Case> CASES = List.of(
            new Case("§5", "an amendment of what its author had seen replaces it without a conflict", MergeCases::seen),
            new Case("§5", "equal values by two people are no conflict", MergeCases::equalValues),
            new Case(
                    "§5",
                    "a hard conflict lists every value; the greatest (hlc, op_id) holds for now",
                    MergeCases::candidates),
            new Case("§5", "heads are the operations that no other has seen", MergeCases::heads),
            new Case(
                    "§5",
                    "a void stays in the document with its reason; later work is kept and flagged",
                    MergeCases::voided),
            new Case(
                    "§5",
                    "the document is the fold of its operations, whatever order they come in",
                    MergeCases::anyOrder),
            new Case(
                    "§5",
                    "repetitions and cuts into pushes make no difference to the document",
                    MergeCases::anyPartition));

    private static final int ORDERS = 12;

    private MergeCases() {}

    private static void seen(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        Handset other = field.handset();
        Op second = other.answers(sitting.id(), Map.of("quality", 7), sitting.created());
        field.trainer().pushOne(other, second).is("APPLIED");
        field.trainer()
                .pushOne(sitting.handset(), sitting.handset().answers(sitting.id(), Map.of("quality", 2), second))
                .is("APPLIED");
        JsonObject document = sitting.document();
        Expect.equal("quality", 2L, document.object("answers").integer("quality"));
        Expect.that(!document.object("sync").has("conflicts"), "no conflicts", document.asMap());
    }

    private static void equalValues(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        sitting.amends(sitting.handset(), Map.of("quality", 7)).is("APPLIED");
        sitting.amends(field.handset(), Map.of("quality", 7)).is("MERGED", "SOFT_CONFLICT");
        JsonObject document = sitting.document();
        Expect.that(!document.object("sync").has("conflicts"), "no conflicts", document.asMap());
    }

    private static void candidates(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        Handset later = field.handset(field.now().plusSeconds(5));
        Op winner = later.answers(sitting.id(), Map.of("quality", 9), sitting.created());
        Op loser = sitting.handset().answers(sitting.id(), Map.of("quality", 7), sitting.created());
        field.trainer().pushOne(later, winner);
        field.trainer().pushOne(sitting.handset(), loser).is("CONFLICT", "HARD_CONFLICT");

        JsonObject document = sitting.document();
        Expect.equal("quality", 9L, document.object("answers").integer("quality"));
        JsonObject conflict = Expect.only("conflict", document.object("sync").objects("conflicts"));
        Expect.equal("path", "/answers/quality", conflict.text("path"));
        List<String> operations = conflict.objects("candidates").stream()
                .map(candidate -> candidate.text("op_id"))
                .toList();
        Expect.equal("candidates", List.of(winner.id(), loser.id()), operations);
    }

    private static void heads(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        Handset other = field.handset();
        Op one = sitting.handset().answers(sitting.id(), Map.of("ppe", "yes"), sitting.created());
        Op two = other.answers(sitting.id(), Map.of("gap", 1.5), sitting.created());
        field.trainer().push(sitting.handset(), one);
        field.trainer().push(other, two);
        List<String> expected = new ArrayList<>(List.of(one.id(), two.id()));
        Collections.sort(expected);
        Expect.equal("heads", expected, sitting.document().object("sync").texts("heads"));

        Op both = other.answers(sitting.id(), Map.of("quality", 3), one, two);
        field.trainer().push(other, both);
        Expect.equal(
                "heads", List.of(both.id()), sitting.document().object("sync").texts("heads"));
    }

    private static void voided(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        Handset handset = sitting.handset();
        field.trainer().pushOne(handset, handset.voids("assessment", sitting.id(), sitting.created()));
        sitting.amends(field.handset(), Map.of("ppe", "yes"));
        JsonObject document = sitting.document();
        Expect.that(document.object("sync").has("void_reason"), "a void_reason", document.asMap());
        Expect.that(document.object("sync").flag("edited_after_void", false), "edited_after_void", document.asMap());
        Expect.equal("ppe", "yes", document.object("answers").text("ppe"));
    }

    private static void anyOrder(Field field) throws IOException {
        Random random = new Random(1);
        for (int order = 0; order < ORDERS; order++) {
            History history = History.of(field);
            List<Op> shuffled = new ArrayList<>(history.operations());
            Collections.shuffle(shuffled, random);
            for (Op operation : shuffled) {
                field.trainer().pushOne(history.handset(), operation);
            }
            history.expectFolded();
        }
    }

    private static void anyPartition(Field field) throws IOException {
        Random random = new Random(2);
        for (int order = 0; order < ORDERS; order++) {
            History history = History.of(field);
            List<Op> shuffled = new ArrayList<>(history.operations());
            shuffled.addAll(history.operations());
            Collections.shuffle(shuffled, random);
            int from = 0;
            while (from < shuffled.size()) {
                int to = from + 1 + random.nextInt(shuffled.size() - from);
                field.trainer().pushAll(history.handset(), shuffled.subList(from, to));
                from = to;
            }
            history.expectFolded();
        }
    }

    /** An assessment that three phones worked on, apart and after one another, with a conflict in it. */
    private record History(Field field, Handset handset, String sitting, List<Op> operations) {

        static History of(Field field) throws IOException {
            Handset one = field.handset();
            Handset two = field.handset();
            String person = one.newParticipantId();
            field.trainer().pushOne(one, one.participant(person, field.cohort()));
            String sitting = one.newAssessmentId();
            Op created = one.assessment(sitting, person, Map.of("ppe", "no", "quality", 4));
            Op left = one.answers(sitting, Map.of("ppe", "yes"), created);
            Op right = two.answers(sitting, Map.of("ppe", "no", "gap", 1.5), created);
            Op onTop = two.answers(sitting, Map.of("quality", 9), right);
            Op joined = one.answers(sitting, Map.of("gap", 1.75), left, right);
            return new History(field, one, sitting, List.of(created, left, right, onTop, joined));
        }

        void expectFolded() throws IOException {
            EntityId entity = new EntityId(EntityType.ASSESSMENT, UUID.fromString(sitting));
            List<Operation> set = operations.stream()
                    .map(op -> Operation.fromJson(JsonObject.of("", op.json())))
                    .toList();
            Expect.same(
                    "document",
                    Fold.fold(entity, set).toJson(),
                    field.trainer()
                            .document(field.scope(), "assessment", sitting)
                            .asMap());
        }
    }
}
