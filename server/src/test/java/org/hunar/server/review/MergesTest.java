package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;

/**
 * Somebody was registered twice: as Ali in Lahore, and as Muhammad Ali in Islamabad. The ask: medic/cht-core#6363, stop
 * duplicate people, merge later; no tool found can un-merge.
 */
class MergesTest {
    private final Captures phone = new Captures();
    private final Captures otherPhone = new Captures();
    private final String ali = id();
    private final String muhammadAli = id();
    private final String before = id();
    private final Map<String, Object> registration = phone.participant(ali, LAHORE, "1");

    @AfterAll
    static void close() {
        School.closeAll();
    }

    @DatabaseTest
    void theWorkOfBothCountsForTheOneWhoGoesOn(TestDatabase.Kind kind) {
        School school = registered(kind);
        JsonObject merge = people(school).merge(ali, muhammadAli);

        assertThat(merge.text("from")).isEqualTo(ali);
        assertThat(merge.text("survivor")).isEqualTo(muhammadAli);
        assertThat(merge.text("merged_by")).isEqualTo(MANAGER);
        FeedItem gone = school.amna().pullAll().get("cohort:lhr-03 participant " + ali);
        assertThat(gone.op()).isEqualTo(FeedItem.Op.DEL);
        assertThat(gone.reason()).contains("MERGED");
        assertThat(gone.into()).contains(muhammadAli);
        assertThat(school.amna()
                        .pullAll()
                        .get("cohort:lhr-03 assessment " + before)
                        .reason())
                .contains("MOVED");
        assertThat(school.bilal().document("cohort:isb-01", "assessment", before))
                .containsEntry("participant_id", ali);
        assertThat(school.newlyAssessed()).isEqualTo(1);
        JsonObject shown = school.desk().assessment(before);
        assertThat(shown.text("cohort")).isEqualTo(ISLAMABAD);
        assertThat(shown.text("counts_for")).isEqualTo(muhammadAli);
        assertThat(people(school).roster()).contains(muhammadAli).doesNotContain(ali);
        assertThat(people(school).list())
                .extracting(JsonObject::asMap)
                .anySatisfy(each -> assertThat(each)
                        .containsAllEntriesOf(merge.asMap())
                        .containsKeys("from_person", "survivor_person"));
    }

    @DatabaseTest
    void whatComesForHimAfterwardsIsKeptAndFollows(TestDatabase.Kind kind) {
        School school = registered(kind);
        people(school).merge(ali, muhammadAli);
        String late = id();

        Map<String, Object> captured = phone.assessment(late, ali, Map.of("ppe", "no", "quality", 3));
        captured.put("body", withPhase(captured, "POST"));
        List<JsonObject> results = school.amna()
                .push(phone.push(
                        captured,
                        phone.amend(
                                "participant", ali, List.of(registration.get("op_id")), Map.of("name", "Ali Khan"))));

        assertThat(results).extracting(each -> each.text("status")).containsOnly("CONFLICT");
        assertThat(results).extracting(each -> each.text("code")).containsOnly("PARTICIPANT_REMOVED");
        assertThat(school.bilal().document("cohort:isb-01", "assessment", late)).containsEntry("participant_id", ali);
        FeedItem gone = school.amna().pullAll().get("cohort:lhr-03 participant " + ali);
        assertThat(gone.op()).as("deleted never resurrects").isEqualTo(FeedItem.Op.DEL);
    }

    @DatabaseTest
    void anEditOfHimWhoWentIsACaseUntilTheMergeIsTakenBack(TestDatabase.Kind kind) {
        School school = registered(kind);
        JsonObject merge = people(school).merge(ali, muhammadAli);
        assertThat(school.desk().open()).isEmpty();
        Map<String, Object> edit =
                phone.amend("participant", ali, List.of(registration.get("op_id")), Map.of("name", "Ali Khan"));
        school.amna().push(phone.push(edit));

        JsonObject open = school.desk().openCase("PARTICIPANT_REMOVED");
        assertThat(open.text("entity")).isEqualTo("participant");
        assertThat(open.text("entity_id")).isEqualTo(ali);
        assertThat(open.objects("candidates")).singleElement().satisfies(candidate -> {
            assertThat(candidate.text("op_id")).isEqualTo(edit.get("op_id"));
            assertThat(candidate.text("author")).isEqualTo(AMNA);
            assertThat(candidate.object("value").text("name")).isEqualTo("Ali Khan");
        });
        assertThat(people(school).roster()).contains(muhammadAli).doesNotContain(ali);
        assertThat(school.bilal().document("cohort:isb-01", "participant", muhammadAli))
                .as("it is not laid on who goes on")
                .containsEntry("name", "محمد علی 2");

        people(school).unmerge(merge.text("id"));

        assertThat(school.desk().open()).isEmpty();
        assertThat(school.amna().document("cohort:lhr-03", "participant", ali)).containsEntry("name", "Ali Khan");
    }

    @DatabaseTest
    void theManagerTakesHimOutOfTheMergeOrLeavesTheEditWhereItIs(TestDatabase.Kind kind) {
        School school = registered(kind);
        people(school).merge(ali, muhammadAli);
        Map<String, Object> edit =
                phone.amend("participant", ali, List.of(registration.get("op_id")), Map.of("name", "Ali Khan"));
        school.amna().push(phone.push(edit));

        school.desk().resolve(school.desk().openCase("PARTICIPANT_REMOVED"), Map.of("restore", false));
        assertThat(school.desk().open()).isEmpty();
        assertThat(people(school).roster()).doesNotContain(ali);

        school.amna()
                .push(phone.push(
                        phone.amend("participant", ali, List.of(edit.get("op_id")), Map.of("name", "Ali Raza"))));
        school.desk().resolve(school.desk().openCase("PARTICIPANT_REMOVED"), Map.of("restore", true));
        assertThat(people(school).roster()).contains(ali, muhammadAli);
        assertThat(school.desk().list("?status=open&kind=PARTICIPANT_REMOVED")).isEmpty();
        assertThat(people(school).list()).extracting(each -> each.text("from")).doesNotContain(ali);
    }

    @DatabaseTest
    void anUnMergeAfterMoreDataGivesEachHisOwn(TestDatabase.Kind kind) {
        School school = registered(kind);
        JsonObject merge = people(school).merge(ali, muhammadAli);
        String late = id();
        String his = id();
        school.amna().push(phone.push(phone.assessment(late, ali, Map.of("ppe", "no", "quality", 3))));
        school.bilal()
                .push(otherPhone.push(otherPhone.assessment(his, muhammadAli, Map.of("ppe", "yes", "quality", 7))));

        people(school).unmerge(merge.text("id"));

        Map<String, FeedItem> lahoreNow = school.amna().pullAll();
        assertThat(lahoreNow.get("cohort:lhr-03 participant " + ali).op()).isEqualTo(FeedItem.Op.PUT);
        assertThat(fields(lahoreNow.get("cohort:lhr-03 participant " + ali))).containsEntry("number", "1");
        assertThat(lahoreNow.get("cohort:lhr-03 assessment " + before).op()).isEqualTo(FeedItem.Op.PUT);
        assertThat(lahoreNow.get("cohort:lhr-03 assessment " + late).op()).isEqualTo(FeedItem.Op.PUT);
        assertThat(school.bilal()
                        .pullAll()
                        .get("cohort:isb-01 assessment " + before)
                        .reason())
                .contains("MOVED");
        assertThat(school.desk().assessment(before).optionalText("counts_for")).isEmpty();
        assertThat(school.desk().assessment(his).text("cohort")).isEqualTo(ISLAMABAD);
        assertThat(people(school).list()).extracting(each -> each.text("id")).doesNotContain(merge.text("id"));
        assertThat(school.newlyAssessed()).isEqualTo(2);
    }

    @DatabaseTest
    void aChainLeadsToItsEndAndComesApartAgain(TestDatabase.Kind kind) {
        School school = registered(kind);
        String aliRaza = id();
        school.amna().push(phone.push(phone.participant(aliRaza, LAHORE, "3")));
        JsonObject first = people(school).merge(ali, muhammadAli);
        JsonObject second = people(school).merge(muhammadAli, aliRaza);

        assertThat(school.desk().assessment(before).text("counts_for")).isEqualTo(aliRaza);
        assertThat(school.desk().assessment(before).text("cohort")).isEqualTo(LAHORE);
        people(school).unmerge(first.text("id"));
        assertThat(school.desk().assessment(before).optionalText("counts_for")).isEmpty();
        people(school).unmerge(second.text("id"));
        assertThat(people(school).roster()).contains(ali, muhammadAli, aliRaza);
    }

    @DatabaseTest
    void whoGoesOnTakesAllTheWorkAlongToAnotherCohort(TestDatabase.Kind kind) {
        School school = registered(kind);
        people(school).merge(ali, muhammadAli);
        school.bilal()
                .push(otherPhone.push(
                        otherPhone.amend("participant", muhammadAli, List.of(), Map.of("cohort", LAHORE))));

        assertThat(school.desk().assessment(before).text("counts_for")).isEqualTo(muhammadAli);
    }

    @DatabaseTest
    void whatCannotBeMergedIsRefusedWithTheReason(TestDatabase.Kind kind) {
        School school = registered(kind);
        People people = people(school);
        assertThat(people.tryMerge(ali, ali).statusCode()).isEqualTo(400);
        assertThat(people.tryMerge(ali, id()).statusCode()).isEqualTo(404);
        people.merge(ali, muhammadAli);
        assertThat(People.code(people.tryMerge(muhammadAli, ali))).isEqualTo("MERGED_IN_A_CIRCLE");
        assertThat(People.code(people.tryMerge(ali, muhammadAli))).isEqualTo("NOT_ON_ROSTER");
        assertThat(people.tryUnmerge(id()).statusCode()).isEqualTo(404);
        People trainer = new People(school.server(), AMNA);
        assertThat(trainer.tryMerge(ali, muhammadAli).statusCode()).isEqualTo(403);
        assertThat(trainer.tryList().statusCode()).isEqualTo(403);
    }

    @DatabaseTest
    void twoTestsOfTheSameAttemptAreACaseOnceTheyAreOnePersons(TestDatabase.Kind kind) {
        School school = registered(kind);
        String his = id();
        school.bilal()
                .push(otherPhone.push(otherPhone.assessment(his, muhammadAli, Map.of("ppe", "yes", "quality", 7))));
        JsonObject merge = people(school).merge(ali, muhammadAli);
        assertThat(school.desk().openCase("DUPLICATE_ATTEMPT").text("entity_id"))
                .isEqualTo(muhammadAli);

        people(school).unmerge(merge.text("id"));
        assertThat(school.desk().open()).isEmpty();
    }

    @DatabaseTest
    void aPhoneMayNotMerge(TestDatabase.Kind kind) {
        School school = registered(kind);
        JsonObject result = school.amna()
                .pushOne(phone.push(phone.operation(
                        "participant",
                        ali,
                        "merge",
                        List.of(),
                        Map.of("into", muhammadAli, "reason", "the same number"))));
        assertThat(result.text("status")).isEqualTo("REJECTED");
        assertThat(result.text("code")).isEqualTo("FORBIDDEN");
        assertThat(people(school).roster()).contains(ali);
    }

    /** Ali with an assessment in Lahore, Muhammad Ali in Islamabad. */
    private School registered(TestDatabase.Kind kind) {
        School school = School.of(kind).about(ali, muhammadAli, before);
        school.amna().push(phone.push(registration, phone.assessment(before, ali, Map.of("ppe", "yes", "quality", 7))));
        school.bilal().push(otherPhone.push(otherPhone.participant(muhammadAli, ISLAMABAD, "2")));
        return school;
    }

    private static People people(School school) {
        return new People(school.server(), MANAGER);
    }

    private static Map<String, Object> fields(FeedItem item) {
        return Optional.of(item).flatMap(FeedItem::doc).orElseThrow();
    }

    private static Map<String, Object> withPhase(Map<String, Object> operation, String phase) {
        Map<String, Object> body =
                new LinkedHashMap<>(JsonObject.of("", operation).object("body").asMap());
        body.put("phase", phase);
        return body;
    }
}
