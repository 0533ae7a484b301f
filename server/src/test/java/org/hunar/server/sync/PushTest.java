package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.PullAnswer;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class PushTest {
    private static final String LAHORE_SCOPE = "cohort:" + LAHORE;
    private static final String SOLAR_COHORT = "khi-01";

    private final Captures phone = new Captures();
    private final String ali = id();
    private final String sitting = id();

    @DatabaseTest
    void whatWasCapturedIsAppliedAndPulled(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            List<JsonObject> results = amna.push(phone.push(
                    phone.participant(ali, LAHORE, "1"),
                    phone.assessment(sitting, ali, Map.of("ppe", "yes", "gap", 1.5))));

            assertThat(results).extracting(result -> result.text("status")).containsExactly("APPLIED", "APPLIED");
            assertThat(results).extracting(result -> result.integer("rev")).containsExactly(1L, 1L);
            long mark = results.get(1).object("mark").integer(LAHORE_SCOPE);

            PullAnswer page = amna.pull(null);
            assertThat(page.added()).containsExactly(LAHORE_SCOPE, "programme:cpec-weld");
            FeedItem item = page.items().stream()
                    .filter(each -> each.id().equals(sitting))
                    .findFirst()
                    .orElseThrow();
            assertThat(item.seq()).isEqualTo(mark);
            assertThat(JsonObject.of("", item.doc().orElseThrow())
                            .object("answers")
                            .text("ppe"))
                    .isEqualTo("yes");
            assertThat(page.items())
                    .extracting(FeedItem::entity)
                    .containsSubsequence("programme", "cohort", "participant", "assessment");
            assertThat(amna.pull(page.cursor()).items()).isEmpty();
        }
    }

    @DatabaseTest
    void aRepeatedPushGivesTheSameResultsAndChangesNothing(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> push = phone.push(
                    phone.participant(ali, LAHORE, "1"), phone.assessment(sitting, ali, Map.of("ppe", "yes")));
            List<JsonObject> first = amna.push(push);
            String state = amna.canonicalState(LAHORE_SCOPE);
            List<JsonObject> again = amna.push(push);

            assertThat(again).extracting(result -> result.text("status")).containsExactly("DUPLICATE", "DUPLICATE");
            for (int i = 0; i < 2; i++) {
                assertThat(again.get(i).object("original").asMap())
                        .isEqualTo(first.get(i).asMap());
                assertThat(again.get(i).object("mark").asMap())
                        .isEqualTo(first.get(i).object("mark").asMap());
            }
            assertThat(amna.canonicalState(LAHORE_SCOPE)).isEqualTo(state);
        }
    }

    @DatabaseTest
    void theSameOperationTwiceInOnePushIsItsOwnDuplicate(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Map<String, Object> operation = phone.participant(ali, LAHORE, "1");
            assertThat(amna(server).push(phone.push(operation, operation)))
                    .extracting(result -> result.text("status"))
                    .containsExactly("APPLIED", "DUPLICATE");
        }
    }

    @DatabaseTest
    void anIdThatComesWithOtherContentIsRefusedAndWhatWasThereStays(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> operation = phone.participant(ali, LAHORE, "1");
            amna.push(phone.push(operation));
            operation.put("body", Map.of("cohort", LAHORE, "number", "2"));

            JsonObject result = amna.pushOne(phone.push(operation));
            assertThat(result.text("status")).isEqualTo("REJECTED");
            assertThat(result.text("code")).isEqualTo("IDEMPOTENCY_MISMATCH");
            assertThat(amna.document(LAHORE_SCOPE, "participant", ali)).containsEntry("number", "1");
        }
    }

    @DatabaseTest
    void twoTrainersWhoAmendApartMergeOrConflictByWhatTheyTouched(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> captured = phone.assessment(sitting, ali, Map.of("ppe", "no", "quality", 4));
            amna.push(phone.push(phone.participant(ali, LAHORE, "1"), captured));
            List<Object> seen = List.of(captured.get("op_id"));
            Captures other = new Captures();
            Map<String, Object> quality = Map.of("answers", Map.of("quality", 7));

            amna.push(phone.push(phone.amend("assessment", sitting, seen, Map.of("answers", Map.of("ppe", "yes")))));
            JsonObject merged = amna.pushOne(other.push(other.amend("assessment", sitting, seen, quality)));
            assertThat(merged.text("status")).isEqualTo("MERGED");
            assertThat(merged.text("code")).isEqualTo("SOFT_CONFLICT");

            JsonObject conflict = amna.pushOne(
                    phone.push(phone.amend("assessment", sitting, seen, Map.of("answers", Map.of("quality", 9)))));
            assertThat(conflict.text("status")).isEqualTo("CONFLICT");
            assertThat(conflict.text("code")).isEqualTo("HARD_CONFLICT");
            JsonObject sync = JsonObject.of("", amna.document(LAHORE_SCOPE, "assessment", sitting))
                    .object("sync");
            assertThat(sync.objects("conflicts").get(0).text("path")).isEqualTo("/answers/quality");
        }
    }

    @DatabaseTest
    void anAssessmentWaitsForItsParticipantAndIsThereWhenThatComes(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            JsonObject held = amna.pushOne(phone.push(phone.assessment(sitting, ali, Map.of("ppe", "yes"))));
            assertThat(held.text("status")).isEqualTo("HELD");
            assertThat(held.text("code")).isEqualTo("AWAITING_PARTICIPANT");
            assertThat(held.texts("needs")).containsExactly("participant:" + ali);

            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            assertThat(amna.document(LAHORE_SCOPE, "assessment", sitting)).containsEntry("phase", "PRE");
        }
    }

    @DatabaseTest
    void aWaitingAssessmentRepeatedWithItsParticipantIsThereToo(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> assessment = phone.assessment(sitting, ali, Map.of("ppe", "yes"));
            amna.push(phone.push(assessment));

            amna.push(phone.push(assessment, phone.participant(ali, LAHORE, "1")));
            assertThat(amna.document(LAHORE_SCOPE, "assessment", sitting)).containsEntry("phase", "PRE");
        }
    }

    @DatabaseTest
    void anAmendmentThatOvertookItsParentIsHeldAndFitsInLater(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            Map<String, Object> first = phone.assessment(sitting, ali, Map.of("ppe", "no"));
            Map<String, Object> second = phone.amend(
                    "assessment", sitting, List.of(first.get("op_id")), Map.of("answers", Map.of("ppe", "yes")));

            JsonObject held = amna.pushOne(phone.push(second));
            assertThat(held.text("status")).isEqualTo("HELD");
            assertThat(held.text("code")).isEqualTo("AWAITING_PARENT");
            assertThat(held.texts("needs")).containsExactly("op:" + first.get("op_id"));

            assertThat(amna.pushOne(phone.push(first)).text("status")).isEqualTo("APPLIED");
            assertThat(JsonObject.of("", amna.document(LAHORE_SCOPE, "assessment", sitting))
                            .object("answers")
                            .text("ppe"))
                    .isEqualTo("yes");
        }
    }

    @DatabaseTest
    void aVoidThatOvertookItsAssessmentWaitsForItAndThenHolds(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            JsonObject held = amna.pushOne(phone.push(
                    phone.operation("assessment", sitting, "void", List.of(), Map.of("reason", "wrong person"))));
            assertThat(held.text("status")).isEqualTo("HELD");
            assertThat(held.texts("needs")).containsExactly("assessment:" + sitting);

            amna.push(phone.push(phone.participant(ali, LAHORE, "1"), phone.assessment(sitting, ali, Map.of())));
            assertThat(JsonObject.of("", amna.document(LAHORE_SCOPE, "assessment", sitting))
                            .object("sync")
                            .text("void_reason"))
                    .isEqualTo("wrong person");
        }
    }

    @DatabaseTest
    void twoAssessmentsOfOneAttemptAreBothKeptForAManager(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            amna.push(phone.push(
                    phone.participant(ali, LAHORE, "1"), phone.assessment(sitting, ali, Map.of("ppe", "yes"))));
            JsonObject second = amna.pushOne(phone.push(phone.assessment(id(), ali, Map.of("ppe", "no"))));

            assertThat(second.text("status")).isEqualTo("CONFLICT");
            assertThat(second.text("code")).isEqualTo("DUPLICATE_ATTEMPT");
            assertThat(amna.pullAll().values())
                    .filteredOn(item -> item.entity().equals("assessment"))
                    .hasSize(2);
        }
    }

    @DatabaseTest
    void aTrainerOfAnotherCohortIsReviewedAndAStrangerRefused(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, programme.tokenOf(AMNA));
            SyncClient bilal = new SyncClient(server, programme.tokenOf(BILAL));
            SyncClient stranger = new SyncClient(server, programme.tokenOf(WeldingProgramme.STRANGER));
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            Captures other = new Captures();

            JsonObject reviewed = bilal.pushOne(other.push(other.assessment(id(), ali, Map.of("ppe", "yes"))));
            assertThat(reviewed.text("status")).isEqualTo("CONFLICT");
            assertThat(reviewed.text("code")).isEqualTo("AUTHORITY_REVIEW");
            JsonObject refused = stranger.pushOne(other.push(other.participant(id(), LAHORE, "2")));
            assertThat(refused.text("status")).isEqualTo("REJECTED");
            assertThat(refused.text("code")).isEqualTo("FORBIDDEN");
            assertThat(amna.pullAll().values()).extracting(FeedItem::entity).doesNotContain("assessment");
            assertThat(bilal.pullAll().values()).extracting(FeedItem::scope).doesNotContain(LAHORE_SCOPE);
        }
    }

    @DatabaseTest
    void aParticipantWhoMovesTakesTheAssessmentsAlong(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            SyncClient manager = new SyncClient(server, programme.tokenOf(MANAGER));
            Map<String, Object> created = phone.participant(ali, LAHORE, "1");
            manager.push(phone.push(created, phone.assessment(sitting, ali, Map.of("ppe", "yes"))));
            manager.push(phone.push(
                    phone.amend("participant", ali, List.of(created.get("op_id")), Map.of("cohort", ISLAMABAD))));

            Map<String, FeedItem> items = manager.pullAll();
            assertThat(items.get("cohort:lhr-03 participant " + ali).op()).isEqualTo(FeedItem.Op.DEL);
            assertThat(items.get("cohort:lhr-03 assessment " + sitting).reason())
                    .contains("MOVED");
            assertThat(items.get("cohort:isb-01 participant " + ali).op()).isEqualTo(FeedItem.Op.PUT);
            assertThat(items.get("cohort:isb-01 assessment " + sitting).op()).isEqualTo(FeedItem.Op.PUT);
        }
    }

    /** The trainer had chosen the wrong person; the right one is registered only afterwards. */
    @DatabaseTest
    void anAssessmentGoesToWhomItIsCorrectedToAndNeverIntoAnotherProgramme(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            addSolarProgramme(server, programme);
            SyncClient manager = new SyncClient(server, programme.tokenOf(MANAGER));
            String sana = id();
            String omar = id();
            Map<String, Object> captured = phone.assessment(sitting, ali, Map.of("ppe", "yes"));
            manager.push(phone.push(phone.participant(ali, LAHORE, "1"), captured));
            Map<String, Object> corrected = corrected(captured, sana);
            assertThat(manager.pushOne(phone.push(corrected)).text("code")).isEqualTo("AWAITING_PARTICIPANT");
            manager.push(phone.push(phone.participant(sana, ISLAMABAD, "2")));

            Map<String, FeedItem> items = manager.pullAll();
            assertThat(items.get("cohort:lhr-03 assessment " + sitting).reason())
                    .contains("MOVED");
            assertThat(items.get("cohort:isb-01 assessment " + sitting).op()).isEqualTo(FeedItem.Op.PUT);

            Map<String, Object> elsewhere = corrected(corrected, omar);
            assertThat(manager.pushOne(phone.push(elsewhere)).text("code")).isEqualTo("AWAITING_PARTICIPANT");
            manager.push(phone.push(phone.participant(omar, SOLAR_COHORT, "3")));
            JsonObject refused = manager.pushOne(phone.push(corrected(corrected, omar)));
            assertThat(refused.text("code")).isEqualTo("VALIDATION");
            assertThat(refused.objects("errors").get(0).text("code")).isEqualTo("OTHER_PROGRAMME");
            assertThat(manager.pullAll()
                            .get("cohort:isb-01 assessment " + sitting)
                            .op())
                    .isEqualTo(FeedItem.Op.PUT);
            assertThat(manager.pullAll()).doesNotContainKey("cohort:" + SOLAR_COHORT + " assessment " + sitting);
        }
    }

    private Map<String, Object> corrected(Map<String, Object> before, String participant) {
        return phone.amend("assessment", sitting, List.of(before.get("op_id")), Map.of("participant_id", participant));
    }

    /** With the same manager. */
    private static void addSolarProgramme(TestServer server, WeldingProgramme welding) {
        Map<String, Object> title = Map.of("en", "Solar", "ur", "شمسی", "zh", "太阳能");
        String admin = server.adminToken();
        assertThat(server.put("/api/v1/programmes/solar", admin, Map.of("title", title))
                        .statusCode())
                .isEqualTo(201);
        assertThat(server.put(
                                "/api/v1/programmes/solar/cohorts/" + SOLAR_COHORT,
                                admin,
                                Map.of("title", title, "province", "sindh"))
                        .statusCode())
                .isEqualTo(201);
        welding.grant(
                MANAGER,
                List.of(
                        Map.of("role", "MANAGER", "programme", WeldingProgramme.CODE),
                        Map.of("role", "MANAGER", "programme", "solar")));
    }

    @DatabaseTest
    void whatBecameOfOperationsCanBeAskedAgain(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> operation = phone.participant(ali, LAHORE, "1");
            JsonObject result = amna.pushOne(phone.push(operation));
            String unknown = id();

            assertThat(amna.status(List.of(operation.get("op_id"), unknown)))
                    .extracting(JsonObject::asMap)
                    .containsExactly(result.asMap(), Map.of("op_id", unknown, "status", "UNKNOWN"));
        }
    }

    private static SyncClient amna(TestServer server) {
        return new SyncClient(server, WeldingProgramme.setUp(server).tokenOf(AMNA));
    }
}
