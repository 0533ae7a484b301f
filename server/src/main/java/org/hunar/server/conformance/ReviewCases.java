package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/** What a manager decides, as phones see it: each decision is an operation of the same log. */
final class ReviewCases {
    static final List<Case> CASES = List.of(
            new Case("§5", "an approval stands in the document that phones pull", ReviewCases::approved),
            new Case(
                    "§5",
                    "an edit that the approval had not seen is a CONFLICT, LATE_EDIT; the value stays",
                    ReviewCases::late),
            new Case("§5", "an edit that had seen the approval changes the value", ReviewCases::afterApproval),
            new Case(
                    "§5",
                    "a return reaches the phone in the document, with a remark for each field",
                    ReviewCases::returned),
            new Case("§5", "an amendment by who has seen it answers the return", ReviewCases::answeredReturn),
            new Case("§5", "a manager's void stands in the document with its reason", ReviewCases::voided),
            new Case("§5", "a hard conflict is a case for a manager until one value is chosen", ReviewCases::resolved),
            new Case("§5", "an edit that the resolution had not seen opens a new case", ReviewCases::resolvedTooEarly),
            new Case("§5", "work in review has effect once a manager accepts it", ReviewCases::accepted),
            new Case("§5", "a trainer does not decide: 403", ReviewCases::trainersDecision));

    private ReviewCases() {}

    private static void approved(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        review(sitting, "approval", Map.of());
        Expect.that(
                sync(sitting).has("approved_by"),
                "approved_by in the document",
                sync(sitting).asMap());
    }

    private static void late(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        review(sitting, "approval", Map.of());
        sitting.amends(field.handset(), Map.of("quality", 9)).is("CONFLICT", "LATE_EDIT");
        Expect.equal("quality", 4L, sitting.document().object("answers").integer("quality"));
        openCase(sitting, "LATE_EDIT");
    }

    private static void afterApproval(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        review(sitting, "approval", Map.of());
        amendsWhatStands(sitting, Map.of("quality", 9)).is("APPLIED");
        Expect.equal("quality", 9L, sitting.document().object("answers").integer("quality"));
    }

    private static void returned(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("gap", 1.5));
        String cursor = field.trainer().pullAll().cursor();
        sendBack(sitting);
        JsonObject returned = field.trainer()
                .pullAll(cursor)
                .document(field.scope(), "assessment", sitting.id())
                .object("sync")
                .object("returned");
        Expect.equal("remark", "Look again.", returned.text("remark"));
        Expect.equal("remarks", "In millimetres?", returned.object("remarks").text("gap"));
    }

    private static void answeredReturn(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("gap", 1.5));
        sendBack(sitting);
        amendsWhatStands(sitting, Map.of("gap", 1.75)).is("APPLIED");
        Expect.that(
                !sync(sitting).has("returned"),
                "no return any more",
                sync(sitting).asMap());
    }

    private static void voided(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        review(sitting, "void", Map.of("reason", "Not the person of that name."));
        Expect.equal(
                "void_reason", "Not the person of that name.", sync(sitting).text("void_reason"));
    }

    private static void resolved(Field field) throws IOException {
        Sitting sitting = conflicting(field);
        JsonObject open = openCase(sitting, "HARD_CONFLICT");
        resolve(field, open, Map.of("value", 8));
        JsonObject document = sitting.document();
        Expect.equal("quality", 8L, document.object("answers").integer("quality"));
        Expect.that(!document.object("sync").has("conflicts"), "no conflicts", document.asMap());
        Expect.equal("open cases", List.of(), openCases(sitting));
    }

    private static void resolvedTooEarly(Field field) throws IOException {
        Sitting sitting = conflicting(field);
        resolve(field, openCase(sitting, "HARD_CONFLICT"), Map.of("value", 8));
        sitting.amends(field.handset(), Map.of("quality", 2)).is("CONFLICT", "HARD_CONFLICT");
        openCase(sitting, "HARD_CONFLICT");
    }

    private static void accepted(Field field) throws IOException {
        Sitting known = Sitting.captured(field, Map.of("ppe", "no"));
        Handset handset = field.handset();
        Op foreign = handset.answers(known.id(), Map.of("ppe", "yes"), known.created());
        field.neighbour().pushOne(handset, foreign).is("CONFLICT", "AUTHORITY_REVIEW");
        Expect.equal("ppe", "no", known.document().object("answers").text("ppe"));
        resolve(field, openCase(known, "AUTHORITY_REVIEW"), Map.of("accept", true));
        Expect.equal("ppe", "yes", known.document().object("answers").text("ppe"));
    }

    private static void trainersDecision(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("ppe", "no"));
        Expect.problem(field.trainer().send(Call.post(path(sitting, "approval"), Map.of())), 403);
    }

    private static Sitting conflicting(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        sitting.amends(sitting.handset(), Map.of("quality", 7));
        sitting.amends(field.handset(), Map.of("quality", 9)).is("CONFLICT", "HARD_CONFLICT");
        return sitting;
    }

    private static void sendBack(Sitting sitting) throws IOException {
        review(sitting, "return", Map.of("remark", "Look again.", "remarks", Map.of("gap", "In millimetres?")));
    }

    /** The trainer pulls, sees what stands, and amends it. */
    private static Result amendsWhatStands(Sitting sitting, Map<String, ?> answers) throws IOException {
        Handset handset = sitting.handset();
        List<String> heads = sync(sitting).texts("heads");
        return sitting.field()
                .trainer()
                .pushOne(
                        handset,
                        handset.operation("assessment", sitting.id(), "put", heads, Map.of("answers", answers)));
    }

    private static void review(Sitting sitting, String what, Map<String, ?> body) throws IOException {
        sitting.field().manager().does(Call.post(path(sitting, what), body));
    }

    private static String path(Sitting sitting, String what) {
        return sitting.field().path("/assessments/" + sitting.id() + "/" + what);
    }

    private static void resolve(Field field, JsonObject open, Map<String, ?> decision) throws IOException {
        field.manager().does(Call.post(field.path("/conflicts/" + open.text("id") + "/resolution"), decision));
    }

    private static JsonObject openCase(Sitting sitting, String kind) throws IOException {
        JsonObject open = Expect.only("open case", openCases(sitting));
        Expect.equal("kind", kind, open.text("kind"));
        return open;
    }

    private static List<JsonObject> openCases(Sitting sitting) throws IOException {
        Field field = sitting.field();
        JsonObject page = field.manager().does(Call.get(field.path("/conflicts?status=open&limit=500")));
        return page.objects("items").stream()
                .filter(each -> each.text("entity_id").equals(sitting.id()))
                .toList();
    }

    private static JsonObject sync(Sitting sitting) throws IOException {
        return sitting.document().object("sync");
    }
}
