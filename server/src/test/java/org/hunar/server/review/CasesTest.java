package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;

/** The seven kinds of case: what opens each, what holds meanwhile, how it is decided, and when a new one opens. */
class CasesTest {
    private final Captures phone = new Captures();
    private final Captures otherPhone = new Captures();
    private final String ali = id();
    private final String sitting = id();
    private final Map<String, Object> aliCame = phone.participant(ali, LAHORE, "1");
    private final Map<String, Object> captured =
            phone.assessment(sitting, ali, Map.of("ppe", "no", "quality", 4, "gap", 1.5));

    @AfterAll
    static void close() {
        School.closeAll();
    }

    private School school(TestDatabase.Kind kind) {
        return School.of(kind).about(ali, sitting, phone.install.toString(), otherPhone.install.toString());
    }

    private Map<String, Object> answers(Captures from, List<?> seen, Map<String, ?> answers) {
        return from.amend("assessment", sitting, seen, Map.of("answers", answers));
    }

    /** Amends that answer for somebody who has seen what was captured, and nothing else. */
    private Map<String, Object> quality(Captures from, int value) {
        return answers(from, List.of(op(captured)), Map.of("quality", value));
    }

    private Map<String, Object> aliLeft() {
        return phone.operation("participant", ali, "void", List.of(op(aliCame)), Map.of("reason", "left"));
    }

    private static String op(Map<String, Object> operation) {
        return operation.get("op_id").toString();
    }

    private static List<String> operations(JsonObject open) {
        return open.objects("candidates").stream()
                .map(each -> each.text("op_id"))
                .toList();
    }

    /** The case of two who did not know of each other, and of whom one said 5 and one 9. */
    private JsonObject fiveOrNine(School school) {
        school.amna().push(phone.push(aliCame, captured, quality(phone, 5), quality(phone, 9)));
        return school.desk().openCase("HARD_CONFLICT");
    }

    private void approved(School school) {
        school.amna().push(phone.push(aliCame, captured));
        school.desk().approve(sitting);
    }

    /** Decides the one case that is open. */
    private static void decide(School school, String kind, Map<String, ?> decision) {
        school.desk().resolve(school.desk().openCase(kind), decision);
    }

    private static JsonObject refused(School school, JsonObject open, Map<String, ?> decision) {
        HttpResponse<String> answer = school.desk().tryResolve(open, decision);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return TestServer.json(answer);
    }

    private static List<String> errors(JsonObject refused) {
        return refused.objects("errors").stream()
                .map(each -> each.text("path") + " " + each.text("code"))
                .toList();
    }

    @DatabaseTest
    void twoValuesForOneAnswerAreShownSideBySideUntilTheManagerChoosesOne(TestDatabase.Kind kind) {
        School school = school(kind);
        Map<String, Object> five = quality(phone, 5);
        Map<String, Object> nine = quality(otherPhone, 9);
        school.amna().push(phone.push(aliCame, captured, five));
        assertThat(school.desk().open()).isEmpty();
        assertThat(school.amna().pushOne(otherPhone.push(nine)).text("code")).isEqualTo("HARD_CONFLICT");

        JsonObject open = school.desk().openCase("HARD_CONFLICT");
        assertThat(open.text("path")).isEqualTo("/answers/quality");
        assertThat(open.text("entity_id")).isEqualTo(sitting);
        assertThat(open.object("message").text("zh")).startsWith("题目“quality”");
        assertThat(open.object("about").text("name")).contains("محمد");
        assertThat(open.objects("candidates"))
                .extracting(each -> each.text("op_id"), each -> each.integer("value"), each -> each.text("author"))
                .containsExactly(tuple(op(five), 5L, AMNA), tuple(op(nine), 9L, AMNA));
        JsonObject provisional = school.desk().assessment(sitting);
        assertThat(provisional.flag("provisional", false)).isTrue();
        assertThat(provisional.object("answers").integer("quality")).isEqualTo(5);
        assertThat(provisional.objects("cases"))
                .extracting(each -> each.text("id"))
                .containsExactly(open.text("id"));

        JsonObject resolved = school.desk().resolve(open, Map.of("op_id", op(nine), "remark", "I asked both"));
        assertThat(resolved.objects("operations"))
                .extracting(each -> each.text("status"))
                .containsExactly("APPLIED");
        assertThat(school.desk().open()).isEmpty();
        JsonObject decided = school.desk().assessment(sitting);
        assertThat(decided.has("provisional")).isFalse();
        assertThat(decided.object("answers").integer("quality")).isEqualTo(9);
        JsonObject kept = school.desk().list("?status=resolved").get(0);
        assertThat(kept.text("resolved_by")).isEqualTo(MANAGER);
        assertThat(kept.text("remark")).isEqualTo("I asked both");
        assertThat(school.desk().tryResolve(open, Map.of("value", 1)).statusCode())
                .isEqualTo(409);
    }

    @DatabaseTest
    void thatAnAnswerWasTakenOutMayBeChosenAsWell(TestDatabase.Kind kind) {
        School school = school(kind);
        Map<String, Object> none = new HashMap<>();
        none.put("quality", null);
        Map<String, Object> takenOut = answers(otherPhone, List.of(op(captured)), none);
        school.amna().push(phone.push(aliCame, captured, quality(phone, 5)));
        school.amna().push(otherPhone.push(takenOut));

        decide(school, "HARD_CONFLICT", Map.of("op_id", op(takenOut)));
        assertThat(school.desk().open()).isEmpty();
        assertThat(school.desk().assessment(sitting).object("answers").has("quality"))
                .isFalse();
    }

    @DatabaseTest
    void whatIsLeftOfSomebodyErasedIsDecidedAsBefore(TestDatabase.Kind kind) {
        School school = school(kind);
        JsonObject open = fiveOrNine(school);
        school.desk().erase(ali);

        assertThat(school.desk().openCase("HARD_CONFLICT").objects("candidates"))
                .extracting(each -> each.integer("value"))
                .containsExactlyInAnyOrder(5L, 9L);
        school.desk().resolve(open, Map.of("op_id", operations(open).get(0)));
        assertThat(school.desk().open()).isEmpty();
    }

    @DatabaseTest
    void anEditThatTheDecisionHadNotSeenOpensANewCase(TestDatabase.Kind kind) {
        School school = school(kind);
        JsonObject first = fiveOrNine(school);
        school.desk().resolve(first, Map.of("value", 7));
        assertThat(school.desk().open()).isEmpty();

        school.amna().push(otherPhone.push(quality(otherPhone, 2)));
        JsonObject second = school.desk().openCase("HARD_CONFLICT");
        assertThat(second.text("id")).isNotEqualTo(first.text("id"));
        assertThat(second.objects("candidates"))
                .extracting(each -> each.integer("value"))
                .containsExactlyInAnyOrder(7L, 2L);
    }

    @DatabaseTest
    void aCaseIsOverWhenSomebodyWhoSawBothValuesSetsOne(TestDatabase.Kind kind) {
        School school = school(kind);
        Map<String, Object> five = quality(phone, 5);
        Map<String, Object> nine = quality(phone, 9);
        school.amna().push(phone.push(aliCame, captured, five, nine));
        school.desk().openCase("HARD_CONFLICT");

        school.amna().push(phone.push(answers(phone, List.of(op(five), op(nine)), Map.of("quality", 6))));
        assertThat(school.desk().open()).isEmpty();
        assertThat(school.desk().list("?status=resolved").get(0).has("resolved_by"))
                .isFalse();
    }

    @DatabaseTest
    void aValueThatTheItemDoesNotAllowIsRefusedAndTheCaseStaysOpen(TestDatabase.Kind kind) {
        School school = school(kind);
        JsonObject open = fiveOrNine(school);

        assertThat(errors(refused(school, open, Map.of("value", 4711)))).containsExactly("/value OUT_OF_RANGE");
        assertThat(errors(refused(school, open, Map.of("value", Map.of("lat", "north")))))
                .containsExactly("/value/lat INVALID");
        refused(school, open, Map.of());
        refused(school, open, Map.of("op_id", id()));
        assertThat(school.desk().openCase("HARD_CONFLICT").text("id")).isEqualTo(open.text("id"));
    }

    @DatabaseTest
    void ofTwoAssessmentsOfOneAttemptTheOneCapturedFirstCountsUntilOneIsKept(TestDatabase.Kind kind) {
        School school = school(kind);
        String again = id();
        Map<String, Object> repeated = otherPhone.assessment(again, ali, Map.of("ppe", "yes", "quality", 7));
        school.amna().push(otherPhone.push(repeated));
        school.amna().push(phone.push(aliCame, captured));

        JsonObject open = school.desk().openCase("DUPLICATE_ATTEMPT");
        assertThat(open.text("path")).isEqualTo("weld_l2/PRE/1");
        assertThat(open.text("entity_id")).isEqualTo(ali);
        assertThat(open.objects("candidates"))
                .extracting(each -> each.text("assessment_id"))
                .containsExactly(again, sitting);
        assertThat(school.desk().assessment(sitting).objects("cases"))
                .extracting(each -> each.text("kind"))
                .containsExactly("DUPLICATE_ATTEMPT");
        assertThat(school.newlyAssessed()).isEqualTo(1);

        school.desk().resolve(open, Map.of("keep", sitting, "remark", "the other was a trial"));
        assertThat(school.desk().open()).isEmpty();
        assertThat(school.desk().assessment(again).text("state")).isEqualTo("VOID");
        assertThat(school.desk().assessment(again).object("sync").text("void_reason"))
                .endsWith("the other was a trial");
        assertThat(school.desk().assessment(sitting).text("state")).isEqualTo("COMPLETED");
    }

    @DatabaseTest
    void twoAssessmentsOfOneAttemptMayTurnOutToBeTwoAttempts(TestDatabase.Kind kind) {
        School school = school(kind);
        String again = id();
        school.amna().push(phone.push(aliCame, captured, phone.assessment(again, ali, Map.of("ppe", "yes"))));
        JsonObject open = school.desk().openCase("DUPLICATE_ATTEMPT");

        refused(school, open, Map.of("attempts", Map.of(again, 1)));
        assertThat(errors(refused(school, open, Map.of("attempts", Map.of(again, 0)))))
                .containsExactly("/attempts/" + again + " INVALID");
        assertThat(errors(refused(school, open, Map.of("attempts", Map.of("nobody", 2)))))
                .containsExactly("/attempts/nobody INVALID");
        school.desk().resolve(open, Map.of("attempts", Map.of(again, 2)));
        assertThat(school.desk().open()).isEmpty();
        assertThat(school.desk().assessment(again).integer("attempt")).isEqualTo(2);

        school.amna().push(otherPhone.push(otherPhone.assessment(id(), ali, Map.of("ppe", "no"))));
        school.desk().openCase("DUPLICATE_ATTEMPT");
    }

    @DatabaseTest
    void whatIsEditedBesideAnApprovalWaitsAndTheManagerMayTakeItIn(TestDatabase.Kind kind) {
        School school = school(kind);
        approved(school);
        Map<String, Object> late = quality(otherPhone, 9);
        assertThat(school.amna().pushOne(otherPhone.push(late)).text("code")).isEqualTo("LATE_EDIT");

        JsonObject open = school.desk().openCase("LATE_EDIT");
        assertThat(operations(open)).containsExactly(op(late));
        assertThat(quality(school)).isEqualTo(4);
        assertThat(school.desk().assessment(sitting).object("sync").texts("late"))
                .containsExactly(op(late));

        school.desk().resolve(open, Map.of("accept", true));
        assertThat(school.desk().open()).isEmpty();
        assertThat(quality(school)).isEqualTo(9);
    }

    @DatabaseTest
    void aLateEditMayBeLeftOutAndTheNextOneIsANewCase(TestDatabase.Kind kind) {
        School school = school(kind);
        approved(school);
        school.amna().push(otherPhone.push(quality(otherPhone, 9)));
        decide(school, "LATE_EDIT", Map.of("accept", false));
        assertThat(school.desk().open()).isEmpty();

        Map<String, Object> next = quality(phone, 8);
        school.amna().push(phone.push(next));
        assertThat(operations(school.desk().openCase("LATE_EDIT"))).containsExactly(op(next));
        assertThat(quality(school)).isEqualTo(4);
    }

    @DatabaseTest
    void aVoidThatCameTooLateForTheApprovalHoldsOnceItIsAccepted(TestDatabase.Kind kind) {
        School school = school(kind);
        approved(school);
        school.amna()
                .push(phone.push(phone.operation(
                        "assessment", sitting, "void", List.of(op(captured)), Map.of("reason", "wrong person"))));
        assertThat(school.desk().assessment(sitting).text("state")).isEqualTo("COMPLETED");

        decide(school, "LATE_EDIT", Map.of("accept", true));
        assertThat(school.desk().assessment(sitting).text("state")).isEqualTo("VOID");
        assertThat(school.desk().open()).isEmpty();
    }

    @DatabaseTest
    void workForSomebodyTakenOffTheRosterIsKeptAndThePersonMayBePutBack(TestDatabase.Kind kind) {
        School school = school(kind);
        school.amna().push(phone.push(aliCame, captured));
        school.amna().push(phone.push(aliLeft()));

        JsonObject open = school.desk().openCase("PARTICIPANT_REMOVED");
        assertThat(open.text("entity_id")).isEqualTo(sitting);
        assertThat(school.newlyAssessed()).isZero();

        school.desk().resolve(open, Map.of("restore", true));
        assertThat(school.desk().open()).isEmpty();
        assertThat(school.newlyAssessed()).isEqualTo(1);
    }

    @DatabaseTest
    void somebodyMayStayOffTheRosterAndTheNextWorkIsANewCase(TestDatabase.Kind kind) {
        School school = school(kind);
        school.amna().push(phone.push(aliCame, captured, aliLeft()));
        decide(school, "PARTICIPANT_REMOVED", Map.of("restore", false));
        assertThat(school.desk().open()).isEmpty();

        school.amna()
                .push(phone.push(phone.amend(
                        "participant", ali, List.of(op(aliCame)), Map.of("organisation", "Railway workshop"))));
        assertThat(school.desk().openCase("PARTICIPANT_REMOVED").text("entity_id"))
                .isEqualTo(ali);
        school.amna().push(phone.push(quality(phone, 9)));
        assertThat(school.desk().open())
                .extracting(each -> each.text("entity_id"))
                .containsExactlyInAnyOrder(ali, sitting);
    }

    @DatabaseTest
    void whatSomebodyCapturedForAnotherCohortCountsOnceItIsAccepted(TestDatabase.Kind kind) {
        School school = school(kind);
        school.amna().push(phone.push(aliCame));
        assertThat(school.bilal()
                        .pushOne(otherPhone.push(
                                otherPhone.assessment(sitting, ali, Map.of("ppe", "yes", "quality", 7))))
                        .text("code"))
                .isEqualTo("AUTHORITY_REVIEW");
        JsonObject open = school.desk().openCase("AUTHORITY_REVIEW");
        assertThat(open.objects("candidates").get(0).text("author")).isEqualTo(BILAL);
        assertThat(school.newlyAssessed()).isZero();

        school.desk().resolve(open, Map.of("accept", true));
        assertThat(school.desk().open()).isEmpty();
        JsonObject accepted = school.desk().assessment(sitting);
        assertThat(accepted.text("captured_by")).isEqualTo(BILAL);
        assertThat(accepted.object("score").has("status")).isTrue();
        assertThat(school.amna().document("cohort:" + LAHORE, "assessment", sitting))
                .containsEntry("phase", "PRE");
        assertThat(school.newlyAssessed()).isEqualTo(1);
    }

    @DatabaseTest
    void whatIsNotAcceptedStaysWithoutEffectAndTheNextIsANewCase(TestDatabase.Kind kind) {
        School school = school(kind);
        school.amna().push(phone.push(aliCame, captured));
        school.bilal().push(otherPhone.push(quality(otherPhone, 9)));
        decide(school, "AUTHORITY_REVIEW", Map.of("accept", false));
        assertThat(school.desk().open()).isEmpty();
        assertThat(quality(school)).isEqualTo(4);

        Map<String, Object> next = quality(otherPhone, 8);
        school.bilal().push(otherPhone.push(next));
        JsonObject open = school.desk().openCase("AUTHORITY_REVIEW");
        assertThat(operations(open)).containsExactly(op(next));
        school.desk().resolve(open, Map.of("accept", true));
        assertThat(quality(school)).isEqualTo(8);
    }

    @DatabaseTest
    void aParticipantOfAnotherCohortsTrainerIsOnTheRosterOnceAcceptedWithTheWaitingAssessment(TestDatabase.Kind kind) {
        School school = school(kind);
        school.bilal().push(phone.push(aliCame));
        school.amna().push(otherPhone.push(otherPhone.assessment(sitting, ali, Map.of("ppe", "yes"))));
        decide(school, "AUTHORITY_REVIEW", Map.of("accept", true));

        assertThat(school.amna().document("cohort:" + LAHORE, "participant", ali))
                .containsEntry("number", "1");
        assertThat(school.amna().document("cohort:" + LAHORE, "assessment", sitting))
                .containsEntry("phase", "PRE");
    }

    @DatabaseTest
    void aClockFarAheadThatDecidesIsFlaggedAndChangesNothing(TestDatabase.Kind kind) {
        School school = school(kind);
        Map<String, Object> ahead = quality(phone, 5);
        long nextYear = School.NOW.toEpochMilli() + 365L * 24 * 3600 * 1000;
        ahead.put("hlc", HybridTimestamp.of(nextYear, 0, "5b0c1c3e").text());
        school.amna().push(phone.push(aliCame, captured, ahead, quality(phone, 9)));

        JsonObject flag = school.desk().oneOf("CLOCK_SUSPECT");
        assertThat(flag.text("path")).isEqualTo("/answers/quality");
        assertThat(quality(school)).isEqualTo(5);
        school.desk().resolve(flag, Map.of("note", "the tablet was set to 2027"));
        assertThat(quality(school)).isEqualTo(5);
        school.desk().openCase("HARD_CONFLICT");

        school.amna().push(phone.push(answers(phone, List.of(op(captured)), Map.of("gap", 2))));
        school.desk().openCase("HARD_CONFLICT");
        decide(school, "HARD_CONFLICT", Map.of("value", 9));
        assertThat(school.desk().open()).isEmpty();
    }

    @DatabaseTest
    void twoPhonesUnderOneNameAreFlaggedAndEverythingIsKept(TestDatabase.Kind kind) {
        School school = school(kind);
        school.amna().push(phone.push(aliCame));
        Map<String, Object> other = phone.participant(id(), LAHORE, "2");
        other.put("device_seq", aliCame.get("device_seq"));
        assertThat(school.amna().pushOne(phone.push(other)).text("status")).isEqualTo("APPLIED");

        JsonObject flag = school.desk().openCase("FORKED_INSTALL");
        assertThat(flag.text("entity_id")).isEqualTo(phone.install.toString());
        assertThat(operations(flag)).containsExactlyInAnyOrder(op(aliCame), op(other));
        school.desk().resolve(flag, Map.of("note", "the trainer has a new tablet"));
        assertThat(school.desk().open()).isEmpty();

        Map<String, Object> third = phone.participant(id(), LAHORE, "3");
        third.put("device_seq", aliCame.get("device_seq"));
        school.amna().push(phone.push(third));
        school.desk().openCase("FORKED_INSTALL");
    }

    private long quality(School school) {
        return school.desk().assessment(sitting).object("answers").integer("quality");
    }
}
