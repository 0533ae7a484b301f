package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** The kinds of case about what stands: what opens each, what holds meanwhile, how it is decided, when a new one opens. */
class CasesTest extends CasesOfAli {
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
}
