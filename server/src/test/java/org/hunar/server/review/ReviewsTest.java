package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.VIEWER;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Returned;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.AfterAll;

/** Approval, return and void, over HTTP: what each does, to whom it is open, and when it is refused. */
class ReviewsTest {
    private final Captures phone = new Captures();
    private final String ali = id();
    private final String sitting = id();
    private final Map<String, Object> captured = phone.assessment(sitting, ali, Map.of("ppe", "no", "quality", 4));

    @AfterAll
    static void close() {
        School.closeAll();
    }

    private School schoolWithAssessment(TestDatabase.Kind kind) {
        School school = School.of(kind).about(ali, sitting);
        school.amna().push(phone.push(phone.participant(ali, LAHORE, ali), captured));
        return school;
    }

    @DatabaseTest
    void anApprovedAssessmentSaysSoAndStaysAsItIs(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        JsonObject approved = school.desk().approve(sitting);

        assertThat(approved.text("status")).isEqualTo("APPLIED");
        JsonObject shown = school.desk().assessment(sitting);
        assertThat(shown.integer("rev")).isEqualTo(approved.integer("rev"));
        assertThat(shown.object("sync").text("approved_by")).isEqualTo(approved.text("op_id"));
        assertThat(shown.objects("history"))
                .filteredOn(each -> each.text("kind").equals("approve"))
                .extracting(each -> each.text("author"))
                .containsExactly(MANAGER);
    }

    @DatabaseTest
    void aReturnReachesThePhoneWithItsRemarksAndLeavesItWhenTheTrainerHasAmended(TestDatabase.Kind kind) {
        School school = School.of(kind).about();
        school.amna().push(phone.push(phone.participant(ali, LAHORE, ali)));
        FakePhone amna = FakePhone.of(school.server(), AMNA, WeldingProgramme.PASSWORD);
        amna.clockSays(School.NOW);
        amna.syncs();
        EntityId test = amna.records(
                ali,
                InstrumentVersion.parse("weld_l2@1"),
                Phase.PRE,
                Instant.parse("2026-09-20T09:31:00Z"),
                Map.of("ppe", "yes", "gap", 15));
        amna.syncs();

        school.desk()
                .sendBack(
                        test.id().toString(),
                        Map.of("remark", "please look again", "remarks", Map.of("gap", "in millimetres?")));
        amna.syncs();
        Returned returned = amna.shows(test).returned().orElseThrow();
        assertThat(returned.remark()).contains("please look again");
        assertThat(returned.remarks()).containsExactly(Map.entry("gap", "in millimetres?"));

        amna.goesOffline();
        amna.amends(test, Map.of("gap", 1.5));
        assertThat(amna.shows(test).returned()).isEmpty();
        amna.comesOnline();
        amna.syncs();
        assertThat(amna.shows(test).returned()).isEmpty();
        assertThat(school.desk().assessment(test.id().toString()).object("sync").has("returned"))
                .isFalse();
    }

    @DatabaseTest
    void whatTheManagerDeclaresVoidLeavesTheReport(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        assertThat(school.newlyAssessed()).isEqualTo(1);
        school.desk().declareVoid(sitting, "captured for the wrong person");

        JsonObject shown = school.desk().assessment(sitting);
        assertThat(shown.text("state")).isEqualTo("VOID");
        assertThat(shown.object("sync").text("void_reason")).isEqualTo("captured for the wrong person");
        assertThat(school.newlyAssessed()).isZero();
        for (String what : List.of("approval", "return", "void")) {
            Map<String, String> body = Map.of("reason", "twice", "remark", "once more");
            assertRefused(school.desk().review(sitting, what, body), 409, "VOID");
        }
    }

    @DatabaseTest
    void whoHasNotSeenTheLastChangeIsToldSoAndNothingIsDone(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        school.amna()
                .push(phone.push(phone.amend(
                        "assessment",
                        sitting,
                        List.of(captured.get("op_id")),
                        Map.of("answers", Map.of("quality", 9)))));

        assertRefused(school.desk().reviewSeen(sitting, "approval", Map.of(), "\"1\""), 412, "PRECONDITION_FAILED");
        assertThat(school.desk().assessment(sitting).object("sync").has("approved_by"))
                .isFalse();
        assertThat(school.desk()
                        .reviewSeen(sitting, "approval", Map.of(), "\"2\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @DatabaseTest
    void whatIsInConflictIsNotApprovedBeforeItIsDecided(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        List<Object> seen = List.of(captured.get("op_id"));
        school.amna()
                .push(phone.push(
                        phone.amend("assessment", sitting, seen, Map.of("answers", Map.of("quality", 5))),
                        phone.amend("assessment", sitting, seen, Map.of("answers", Map.of("quality", 9)))));

        HttpResponse<String> refused = school.desk().review(sitting, "approval", Map.of());
        assertRefused(refused, 409, "HARD_CONFLICT");
        assertThat(TestServer.json(refused).texts("paths")).containsExactly("/answers/quality");
        school.desk().resolve(school.desk().oneOf("HARD_CONFLICT"), Map.of("value", 9));
        school.desk().approve(sitting);
    }

    @DatabaseTest
    void whatIsNotAllHereIsNotApproved(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        school.amna()
                .push(phone.push(
                        phone.amend("assessment", sitting, List.of(id()), Map.of("answers", Map.of("quality", 5)))));
        assertRefused(school.desk().review(sitting, "approval", Map.of()), 409, "AWAITING_PARENT");
    }

    @DatabaseTest
    void aReturnSaysWhatToLookAtAndAVoidSaysWhy(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        assertRefused(school.desk().review(sitting, "return", Map.of()), 400, "VALIDATION");
        assertRefused(school.desk().review(sitting, "return", Map.of("remarks", Map.of("gap", 7))), 400, "VALIDATION");
        assertRefused(school.desk().review(sitting, "void", Map.of()), 400, "VALIDATION");
        assertRefused(school.desk().review(sitting, "void", Map.of("reason", "  ")), 400, "VALIDATION");
    }

    @DatabaseTest
    void aRemarkIsOnAQuestionOfTheFormOrAFieldOfTheAssessment(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        HttpResponse<String> refused = school.desk()
                .review(
                        sitting,
                        "return",
                        Map.of("remark", "look again", "remarks", Map.of("gap", "in mm?", "no/such", "what?")));
        assertRefused(refused, 400, "VALIDATION");
        assertThat(TestServer.json(refused).objects("errors"))
                .extracting(each -> each.text("path"), each -> each.text("code"))
                .containsExactly(tuple("/remarks/no~1such", "UNKNOWN_ITEM"));
        assertThat(school.desk().assessment(sitting).object("sync").has("returned"))
                .isFalse();

        school.desk()
                .sendBack(sitting, Map.of("remarks", Map.of("photo", "of what?", "completed_at", "in the night?")));

        String unknown = id();
        Map<String, Object> later = new HashMap<>(body(captured));
        later.put("instrument_version", "77");
        school.amna().push(phone.push(phone.operation("assessment", unknown, "put", List.of(), later)));
        school.desk().sendBack(unknown, Map.of("remarks", Map.of("no/such", "the form is not here: who knows?")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("body");
    }

    @DatabaseTest
    void onlyAManagerOfTheProgrammeReviewsAndReadsTheCases(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        for (String user : List.of(AMNA, VIEWER, WeldingProgramme.STRANGER)) {
            Desk desk = school.deskOf(user);
            assertRefused(desk.review(sitting, "approval", Map.of()), 403, "FORBIDDEN");
            assertRefused(desk.review(sitting, "return", Map.of("remark", "x")), 403, "FORBIDDEN");
            assertRefused(desk.review(sitting, "void", Map.of("reason", "x")), 403, "FORBIDDEN");
            assertRefused(desk.tryResolve(id(), Map.of("value", 1)), 403, "FORBIDDEN");
            assertRefused(desk.tryList(""), 403, "FORBIDDEN");
        }
        assertRefused(school.desk().review(id(), "approval", Map.of()), 404, "NOT_FOUND");
        assertRefused(school.desk().tryResolve(id(), Map.of("value", 1)), 404, "NOT_FOUND");
        assertRefused(school.desk().tryList("?kind=QUARREL"), 400, "VALIDATION");
        assertRefused(school.desk().tryList("?status=forgotten"), 400, "VALIDATION");
    }

    @DatabaseTest
    void theCasesComeInPagesWithoutRepeatOrGap(TestDatabase.Kind kind) {
        School school = schoolWithAssessment(kind);
        List<Object> seen = List.of(captured.get("op_id"));
        school.amna()
                .push(phone.push(
                        phone.amend("assessment", sitting, seen, Map.of("answers", Map.of("quality", 5, "gap", 1))),
                        phone.amend("assessment", sitting, seen, Map.of("answers", Map.of("quality", 9, "gap", 2)))));

        JsonObject first = TestServer.json(school.desk().tryList("?status=open&kind=HARD_CONFLICT&limit=1"));
        assertThat(first.objects("items")).hasSize(1);
        JsonObject second = TestServer.json(
                school.desk().tryList("?status=open&kind=HARD_CONFLICT&limit=500&after=" + first.text("after")));
        assertThat(second.objects("items"))
                .isNotEmpty()
                .extracting(each -> each.text("id"))
                .doesNotContain(first.objects("items").get(0).text("id"));
        assertThat(school.desk().open())
                .extracting(each -> each.text("path"))
                .containsExactlyInAnyOrder("/answers/quality", "/answers/gap");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestServer.json(answer).text("code")).isEqualTo(code);
    }
}
