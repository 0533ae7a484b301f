package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;

/** The kinds of case that are about who captured it, by which phone, and by which clock. */
class WhoAndWhenCasesTest extends CasesOfAli {
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
}
