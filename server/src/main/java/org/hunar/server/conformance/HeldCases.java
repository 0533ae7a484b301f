package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Operations that came too early: kept, and there once what they need has come. */
final class HeldCases {
    static final List<Case> CASES = List.of(
            new Case(
                    "§3", "an assessment before its participant is HELD, AWAITING_PARTICIPANT", HeldCases::participant),
            new Case("§3", "an amendment before its parent is HELD, AWAITING_PARENT", HeldCases::parent),
            new Case("§3", "an assessment before its instrument is HELD, AWAITING_INSTRUMENT", HeldCases::instrument),
            new Case("§3", "an assessment before its photo is HELD, AWAITING_BLOB, and in the feed", HeldCases::blob),
            new Case("§3", "a void before its assessment is HELD, and holds when that has come", HeldCases::earlyVoid),
            new Case("§3", "a held operation that comes again is DUPLICATE, as it was held", HeldCases::again));

    /** SHA-256 of bytes that nobody has. */
    private static final String NO_SUCH_FILE = "00".repeat(32);

    private HeldCases() {}

    private static void participant(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        String sitting = handset.newAssessmentId();
        field.trainer()
                .pushOne(handset, handset.assessment(sitting, person, Map.of("ppe", "yes")))
                .is("HELD", "AWAITING_PARTICIPANT")
                .needs("participant:" + person);
        field.trainer()
                .pushOne(handset, handset.participant(person, field.cohort()))
                .is("APPLIED");
        field.trainer().document(field.scope(), "assessment", sitting);
    }

    private static void parent(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        String sitting = handset.newAssessmentId();
        Op first = handset.assessment(sitting, person, Map.of("ppe", "no"));
        Op second = handset.answers(sitting, Map.of("ppe", "yes"), first);
        field.trainer().pushOne(handset, handset.participant(person, field.cohort()));
        field.trainer().pushOne(handset, second).is("HELD", "AWAITING_PARENT").needs("op:" + first.id());
        field.trainer().pushOne(handset, first).is("APPLIED");
        Expect.equal(
                "ppe",
                "yes",
                field.trainer()
                        .document(field.scope(), "assessment", sitting)
                        .object("answers")
                        .text("ppe"));
    }

    private static void instrument(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        String sitting = handset.newAssessmentId();
        String version = "held-2";
        List<Result> results = field.trainer()
                .push(
                        handset,
                        handset.participant(person, field.cohort()),
                        handset.assessment(sitting, person, version, Map.of("ppe", "yes")));
        results.get(1).is("HELD", "AWAITING_INSTRUMENT").needs("instrument:" + field.instrument() + "@" + version);
        field.publish(version);
        field.trainer().document(field.scope(), "assessment", sitting);
    }

    private static void blob(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        String sitting = handset.newAssessmentId();
        Map<String, Object> photo = Map.of("sha256", NO_SUCH_FILE, "size", 284_113, "mime", "image/jpeg");
        List<Result> results = field.trainer()
                .push(
                        handset,
                        handset.participant(person, field.cohort()),
                        handset.assessment(sitting, person, Map.of("photo", photo)));
        results.get(1).is("HELD", "AWAITING_BLOB").needs("sha256:" + NO_SUCH_FILE);
        field.trainer().document(field.scope(), "assessment", sitting);
    }

    private static void earlyVoid(Field field) throws IOException {
        Handset handset = field.handset();
        String person = handset.newParticipantId();
        String sitting = handset.newAssessmentId();
        field.trainer().pushOne(handset, handset.voids("assessment", sitting)).is("HELD");
        field.trainer()
                .push(
                        handset,
                        handset.participant(person, field.cohort()),
                        handset.assessment(sitting, person, Map.of("ppe", "yes")));
        Expect.that(
                field.trainer()
                        .document(field.scope(), "assessment", sitting)
                        .object("sync")
                        .has("void_reason"),
                "a void_reason in the document",
                sitting);
    }

    private static void again(Field field) throws IOException {
        Handset handset = field.handset();
        Op early = handset.assessment(handset.newAssessmentId(), handset.newParticipantId(), Map.of("ppe", "yes"));
        Result held = field.trainer().pushOne(handset, early).is("HELD", "AWAITING_PARTICIPANT");
        field.trainer().pushOne(handset, early).repeats(held);
    }
}
