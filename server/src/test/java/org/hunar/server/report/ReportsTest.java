package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.Basis;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.Agreement;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StatementCounter;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestingClock;

class ReportsTest {
    private static final ProgrammeId PROGRAMME = ReferenceCohort.PROGRAMME;
    private static final Optional<GroupBy> BY_PROVINCE = Optional.of(GroupBy.PROVINCE);

    private final Programmes programmes = new Programmes();
    private final Participants participants = new Participants();
    private final Assessments assessments = new AssessmentFeature().assessments();
    private final Scores scores = new ScoringFeature(programmes, new Instruments(), assessments).scores();

    @DatabaseTest
    void theFiguresAreThoseOfTheReferenceCase(TestDatabase.Kind kind) {
        Map<String, Object> report = reports(withReferenceCohort(kind))
                .report(PROGRAMME, BY_PROVINCE)
                .toJson();

        assertThat(Agreement.differences(ReferenceCohort.expected().asMap(), report))
                .isEmpty();
    }

    @DatabaseTest
    void saysWhomItCountsAndHow(TestDatabase.Kind kind) {
        Map<String, Object> report = reports(withReferenceCohort(kind))
                .report(PROGRAMME, BY_PROVINCE)
                .toJson();

        assertThat(report)
                .containsEntry("programme", "cpec-weld")
                .containsEntry("generated_at", "2026-02-10T00:00:00.000Z")
                .containsEntry("policy", Map.of("pre", "LAST", "post", "FIRST"));
        assertThat(PairedTable.object(report.get("funnel")))
                .containsEntry("enrolled", 17L)
                .containsEntry("pre", 16L)
                .containsEntry("post", 14L)
                .containsEntry("paired", 13L)
                .containsEntry("dropped", 3L);
    }

    @DatabaseTest
    void withoutAKnownReliabilityAlphaOfThePreFormTakesItsPlace(TestDatabase.Kind kind) {
        Map<String, Object> settings =
                new LinkedHashMap<>(ReferenceCohort.programme().toJson());
        settings.remove("rci_reliability");
        Programme programme = Programme.fromJson(PROGRAMME, Json.readObject(Json.write(settings)));
        Database database = withReferenceCohort(kind, programme);

        Report report = reports(database).report(PROGRAMME, BY_PROVINCE);

        // 2 (1 - (var(safety) + var(tools)) / var(total)) over the 16 chosen PRE assessments
        assertThat((Double)
                        PairedTable.object(report.paired().overall().get("rci")).get("reliability"))
                .isCloseTo(0.8844763314163686, within(1e-12));
        assertThat(PairedTable.object(
                                report.paired().byScale().get("safety").get("*").get("rci"))
                        .get("reliability"))
                .isNull();
    }

    @DatabaseTest
    void withoutAPropertyToGroupByThereAreOnlyFiguresOfEverybody(TestDatabase.Kind kind) {
        Report report = reports(withReferenceCohort(kind)).report(PROGRAMME, Optional.empty());

        assertThat(report.paired().byScale()).containsOnlyKeys("*", "safety", "tools");
        assertThat(report.paired().onTotal()).containsOnlyKeys("*");
    }

    @DatabaseTest
    void peopleWithoutThePropertyAreAGroupOfTheirOwn(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        change(database, "P01", Map.of());

        Report report = reports(database).report(PROGRAMME, BY_PROVINCE);

        assertThat(report.paired().onTotal()).containsOnlyKeys("*", "A", "B", GroupBy.NONE);
        assertThat(PairedTable.paired(report.paired().onTotal().get(GroupBy.NONE)))
                .isOne();
        assertThat(PairedTable.paired(report.paired().overall())).isEqualTo(13);
    }

    @DatabaseTest
    void aFollowUpIsPairedWithThePreByTheSameRules(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        store(database, tx -> {
            StoredCohort.storeProgramme(tx, ReferenceCohort.programme());
            StoredCohort.storeInstrument(tx);
            StoredCohort.storeParticipants(tx, participants);
            var taken = ReferenceCohort.assessments().entrySet().stream()
                    .map(each -> StoredCohort.assessment(each.getKey(), withPostAsFollowUp(each.getValue())))
                    .toList();
            assessments.store(tx, taken);
            scores.changed(tx, taken);
        });
        Reports reports = reports(database);

        Report report = reports.reportBy(PROGRAMME, BY_PROVINCE, new Basis(Optional.empty(), Phase.FOLLOW_UP));

        assertThat(Agreement.differences(ReferenceCohort.expected().asMap(), report.toJson()))
                .isEmpty();
        assertThat(report.toJson()).containsEntry("post_phase", "FOLLOW_UP");
        assertThat(reports.report(PROGRAMME, BY_PROVINCE).funnel().all().post())
                .as("they are no POST")
                .isZero();
    }

    private static Map<String, Object> withPostAsFollowUp(Map<String, Object> body) {
        Map<String, Object> other = new LinkedHashMap<>(body);
        other.replace("phase", "POST", "FOLLOW_UP");
        return other;
    }

    @DatabaseTest
    void aGroupWhoseAttemptsHaveNoScoreIsInTheFunnel(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        store(database, tx -> tx.handle().execute("""
                delete from scores
                 where assessment_id in (
                   select a.id
                     from assessments a
                     join participants p on p.id = a.participant_id
                    where p.number = 'P01')
                """));
        change(database, "P01", Map.of("province", "C"));

        Report report = reports(database).report(PROGRAMME, BY_PROVINCE);

        assertThat(report.funnel().groups()).containsOnlyKeys("A", "B", "C");
        assertThat(report.funnel().groups().get("C").enrolled()).isOne();
        assertThat(report.funnel().groups().get("C").pre()).isZero();
        assertThat(report.funnel().all().pre()).isEqualTo(15);
    }

    @DatabaseTest
    void aViewerSeesNeitherASmallGroupNorTheOneThatRevealsIt(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        change(database, "P01", Map.of("province", "C"));

        Report report = reports(database).reportForViewers(PROGRAMME, BY_PROVINCE);

        assertThat(report.paired().onTotal()).containsOnlyKeys("*", "B");
        assertThat(report.ancova()).isEmpty();
        assertThat(report.pareto()).containsKey("skills");
        assertThat(codes(report)).contains("GROUPS_LEFT_OUT");
        assertThat(report.notes()).noneMatch(note -> note.group().equals(Optional.of("C")));
    }

    @DatabaseTest
    void ofTwoAssessmentsThatClaimToBeTheSameAttemptTheFirstCaptureCounts(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        Map<String, Object> before =
                reports(database).report(PROGRAMME, BY_PROVINCE).paired().overall();
        database.inTransaction(tx -> {
            var original = ReferenceCohort.assessments().entrySet().iterator().next();
            var duplicate = StoredCohort.assessment(new UUID(-1, -1), original.getValue());
            assessments.store(tx, List.of(duplicate));
            scores.changed(tx, List.of(duplicate));
            tellOfEverybody(tx, database);
            return null;
        });

        assertThat(reports(database).report(PROGRAMME, BY_PROVINCE).paired().overall())
                .isEqualTo(before);
    }

    @DatabaseTest
    void theDataVersionRisesWithWhatTheReportShows(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        Reports reports = reports(database);
        long first = reports.dataVersion(PROGRAMME);

        store(database, tx -> StoredCohort.storeKey(tx, ReferenceCohort.keyOfSafetyOnly(), 2));
        long withAnotherKey = reports.dataVersion(PROGRAMME);

        assertThat(first).isPositive();
        assertThat(withAnotherKey).isEqualTo(first + 1);
        assertThat(reports.report(PROGRAMME, BY_PROVINCE).dataVersion()).isEqualTo(withAnotherKey);
    }

    @DatabaseTest
    void whoHasLeftTheRosterIsNotCounted(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        store(database, tx -> {
            tx.handle().execute("update participants set removed = true where number = 'P01'");
            tellOfEverybody(tx, database);
        });

        Report report = reports(database).report(PROGRAMME, Optional.empty());

        assertThat(report.funnel().all().enrolled()).isEqualTo(16);
        assertThat(report.funnel().all().pre()).isEqualTo(15);
        assertThat(report.funnel().all().post()).isEqualTo(13);
        assertThat(report.funnel().all().paired()).isEqualTo(12);
    }

    @DatabaseTest
    void thatOtherFormsWereUsedAfterTheTrainingThanBeforeIsNoted(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        assertThat(codes(reports(database).report(PROGRAMME, Optional.empty()))).doesNotContain("FORMS_DIFFER");

        store(database, tx -> {
            tx.handle().execute("""
                    insert into instruments (programme, code, version, published_at, hash, key_version, doc)
                    select programme, code, '2', published_at, hash, key_version, doc from instruments""");
            tx.handle().execute("update assessments set instrument_version = '2' where phase = 'POST'");
        });

        assertThat(reports(database).report(PROGRAMME, Optional.empty()).notes())
                .filteredOn(note -> note.code() == NoteCode.FORMS_DIFFER)
                .singleElement()
                .satisfies(note ->
                        assertThat(note.text().get("en")).contains("weld_l2@1").contains("weld_l2@2"));
    }

    @DatabaseTest
    void aReportIsReadInAFewStatements(TestDatabase.Kind kind) {
        Database database = withReferenceCohort(kind);
        Reports reports = reports(database);

        int statements =
                database.inSnapshot(tx -> StatementCounter.count(tx, () -> reports.report(tx, PROGRAMME, BY_PROVINCE)));

        assertThat(statements).isLessThanOrEqualTo(5);
    }

    @DatabaseTest
    void aProgrammeWithoutAssessmentsHasAReportThatSaysSo(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        store(database, tx -> StoredCohort.storeProgramme(tx, ReferenceCohort.programme()));

        Report report = reports(database).report(PROGRAMME, BY_PROVINCE);

        assertThat(PairedTable.paired(report.paired().overall())).isZero();
        assertThat(codes(report)).containsExactly("NO_PAIRS");
    }

    @DatabaseTest
    void anUnknownProgrammeHasNone(TestDatabase.Kind kind) {
        Reports reports = reports(kind.create().database());

        assertThatThrownBy(() -> reports.report(PROGRAMME, Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cpec-weld");
    }

    private Database withReferenceCohort(TestDatabase.Kind kind) {
        return withReferenceCohort(kind, ReferenceCohort.programme());
    }

    private Database withReferenceCohort(TestDatabase.Kind kind, Programme programme) {
        Database database = kind.create().database();
        store(database, tx -> {
            StoredCohort.storeProgramme(tx, programme);
            StoredCohort.storeInstrument(tx);
            StoredCohort.storeParticipants(tx, participants);
            scores.changed(tx, StoredCohort.storeAssessments(tx, assessments));
        });
        reports(database).report(PROGRAMME, Optional.empty());
        return database;
    }

    /** Gives a person other properties. */
    private void change(Database database, String number, Map<String, Object> properties) {
        ReferenceCohort.participants().forEach((id, body) -> {
            if (JsonObject.of("", body).text("number").equals(number)) {
                store(database, tx -> {
                    participants.store(tx, List.of(StoredCohort.participant(id, properties)));
                    tellOfEverybody(tx, database);
                });
            }
        });
    }

    private Reports reports(Database database) {
        return feature(database).reports();
    }

    private ReportFeature feature(Database database) {
        TestingClock clock = new TestingClock(Instant.parse("2026-02-10T00:00:00Z"));
        return new ReportFeature(database, programmes, new Instruments(), assessments, scores, clock);
    }

    private void tellOfEverybody(Transaction tx, Database database) {
        List<ParticipantId> everybody = ReferenceCohort.participants().keySet().stream()
                .map(ParticipantId::new)
                .toList();
        feature(database).standings().pushed(tx, PROGRAMME, everybody);
    }

    private static List<String> codes(Report report) {
        return report.notes().stream().map(note -> note.code().name()).toList();
    }

    private static void store(Database database, Consumer<Transaction> work) {
        database.inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }
}
