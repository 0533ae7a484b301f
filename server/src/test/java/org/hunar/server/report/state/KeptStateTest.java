package org.hunar.server.report.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.KeptState.Kept;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;

/** Whatever happens to people and their assessments, what is kept is what all of them say. */
class KeptStateTest {
    private static final ProgrammeId PROGRAMME = ReferenceCohort.PROGRAMME;
    private static final List<UUID> PEOPLE =
            List.copyOf(ReferenceCohort.participants().keySet());
    private static final Instant JANUARY = Instant.parse("2026-01-01T08:00:00Z");

    private final Programmes programmes = new Programmes();
    private final Participants participants = new Participants();
    private final Assessments assessments = new AssessmentFeature().assessments();
    private final Scores scores = new ScoringFeature(programmes, new Instruments(), assessments).scores();

    private Database database;
    private StateFeature feature;

    @DatabaseTest
    void whatIsKeptIsWhatAllScoresSayWhateverHappens(TestDatabase.Kind kind) {
        long seed = new Random().nextLong();
        System.out.println("seed of the field's work: " + seed);
        Random random = new Random(seed);
        open(kind, withoutReliability());
        for (int step = 0; step < 60; step++) {
            happens(random);
            if (step % 5 == 0) {
                assertThat(feature.state().verify(PROGRAMME))
                        .as("seed %d, step %d", seed, step)
                        .isEmpty();
            }
        }
        Kept kept = read(Optional.of("province"));
        feature.state().rebuild(PROGRAMME);

        assertThat(feature.state().verify(PROGRAMME)).as("seed %d", seed).isEmpty();
        assertThat(everybody(read(Optional.of("province")))).isEqualTo(everybody(kept));
    }

    @DatabaseTest
    void whenEverybodyHasLeftNothingIsKept(TestDatabase.Kind kind) {
        open(kind, withoutReliability());
        Kept before = read(Optional.empty());
        long version = version();
        push(tx -> participants.store(
                tx, PEOPLE.stream().map(id -> person(id, "A", true)).toList()));

        Kept after = read(Optional.empty());

        assertThat(before.enrolled()).isEqualTo(PEOPLE.size());
        assertThat(after.enrolled()).isZero();
        assertThat(everybody(after)).isEqualTo(JointCounts.EMPTY);
        assertThat(after.forms().rows()).isEmpty();
        assertThat(version()).isGreaterThan(version);
    }

    @DatabaseTest
    void foldingChangesNeitherTheFiguresNorTheVersion(TestDatabase.Kind kind) {
        open(kind, withoutReliability());
        push(tx -> participants.store(tx, List.of(person(PEOPLE.get(0), "B", false))));
        Kept before = read(Optional.of("province"));
        long version = version();

        feature.state().fold(PROGRAMME);

        Kept after = read(Optional.of("province"));
        assertThat(everybody(after)).isEqualTo(everybody(before));
        assertThat(version()).isEqualTo(version);
        assertThat(feature.state().verify(PROGRAMME)).isEmpty();
    }

    @DatabaseTest
    void pushesAndFoldsAtTheSameTimeLoseNothing(TestDatabase.Kind kind) {
        open(kind, ReferenceCohort.programme());
        List<CompletableFuture<Void>> work = new ArrayList<>();
        for (int phone = 0; phone < 4; phone++) {
            List<UUID> own = PEOPLE.subList(phone * 4, phone * 4 + 4);
            Random random = new Random(phone);
            work.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 10; i++) {
                    captures(random, own.get(random.nextInt(own.size())), own);
                }
            }));
        }
        work.add(CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 10; i++) {
                feature.state().fold(PROGRAMME);
            }
        }));
        work.forEach(CompletableFuture::join);

        assertThat(feature.state().verify(PROGRAMME)).isEmpty();
        feature.state().fold(PROGRAMME);
        assertThat(feature.state().verify(PROGRAMME)).isEmpty();
    }

    @DatabaseTest
    void verifyNamesWhatIsWrongAndRebuildMakesItRight(TestDatabase.Kind kind) {
        open(kind, ReferenceCohort.programme());
        push(tx -> participants.store(tx, List.of(person(PEOPLE.get(0), "B", false))));
        transact(tx -> tx.handle().execute("delete from report_changes"));
        transact(tx ->
                tx.handle().execute("update standings set pre_taken = 9 where participant_id = ?", PEOPLE.get(1)));

        assertThat(feature.state().verify(PROGRAMME))
                .anyMatch(line -> line.contains(PEOPLE.get(1).toString()))
                .contains("the sum by province differs: * of B")
                .noneMatch(line -> line.contains("sum by gender"));

        feature.state().rebuild(PROGRAMME);
        assertThat(feature.state().verify(PROGRAMME)).isEmpty();
    }

    @DatabaseTest
    void aProgrammeFromBeforeAnythingWasKeptIsPreparedAtTheStart(TestDatabase.Kind kind) {
        open(kind, ReferenceCohort.programme());
        JointCounts before = everybody(read(Optional.empty()));
        for (String table : List.of("standings", "report_changes", "report_state", "report_heads")) {
            transact(tx -> tx.handle().execute("delete from " + table));
        }

        feature.state().ensureAll();

        assertThat(everybody(read(Optional.empty()))).isEqualTo(before);
        assertThat(feature.state().verify(PROGRAMME)).isEmpty();
    }

    private void happens(Random random) {
        UUID someone = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (random.nextInt(10)) {
            case 0 -> {
                String province = List.of("A", "B", "C").get(random.nextInt(3));
                push(tx -> participants.store(tx, List.of(person(someone, province, random.nextInt(4) == 0))));
            }
            case 1 -> merges(someone, PEOPLE.get(random.nextInt(PEOPLE.size())));
            case 2 -> feature.state().fold(PROGRAMME);
            case 3 -> keyIsCorrected(random.nextBoolean());
            case 4 -> settingsChange(random);
            default -> captures(random, someone, PEOPLE);
        }
    }

    /** A new assessment of somebody, an amended one, or one that is voided. */
    private void captures(Random random, UUID someone, List<UUID> locked) {
        boolean pre = random.nextBoolean();
        int attempt = 1 + random.nextInt(2);
        Map<String, Object> answers = new HashMap<>(Map.of("safety", random.nextInt(11)));
        if (random.nextInt(3) > 0) {
            answers.put("tools", random.nextInt(21));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("participant_id", someone.toString());
        body.put("instrument", "weld_l2");
        body.put("instrument_version", "1");
        body.put("phase", pre ? "PRE" : "POST");
        body.put("attempt", attempt);
        body.put(
                "completed_at",
                JANUARY.plusSeconds(86_400L * random.nextInt(60)).toString());
        body.put("answers", answers);
        // one id a person, phase and attempt, and now and then another that claims the same
        UUID id = new UUID(
                someone.getLeastSignificantBits(), (pre ? 4 : 0) + attempt * 8L + (random.nextInt(5) == 0 ? 1 : 0));
        AssessmentRecord record =
                StoredCohort.assessment(id, Json.readObject(Json.write(body)).asMap());
        AssessmentRecord captured = random.nextInt(6) == 0 ? voided(record) : record;
        push(locked, tx -> {
            assessments.store(tx, List.of(captured));
            scores.changed(tx, List.of(captured));
        });
    }

    /** What one has taken counts for the other from now on. */
    private void merges(UUID gone, UUID survivor) {
        push(tx -> {
            List<AssessmentRecord> moved = assessments.ofParticipants(tx, List.of(new ParticipantId(gone))).stream()
                    .map(record -> record.countingFor(new ParticipantId(survivor), record.cohort(), record.rev() + 1))
                    .toList();
            assessments.store(tx, moved);
            scores.changed(tx, moved);
        });
    }

    private void keyIsCorrected(boolean safetyOnly) {
        transact(tx -> {
            tx.handle().execute("delete from scoring_keys where key_version = 2");
            StoredCohort.storeKey(tx, safetyOnly ? ReferenceCohort.keyOfSafetyOnly() : ReferenceCohort.key(), 2);
            List<AssessmentRecord> all = assessments.page(tx, PROGRAMME, new AssessmentId(new UUID(0, 0)), 1000);
            scores.changed(tx, all);
            feature.standings().changed(tx, all);
        });
    }

    private void settingsChange(Random random) {
        Map<String, Object> settings =
                new LinkedHashMap<>(ReferenceCohort.programme().toJson());
        settings.put("pre_policy", List.of("FIRST", "LAST", "BEST").get(random.nextInt(3)));
        settings.put(
                "training_start",
                JANUARY.plusSeconds(86_400L * random.nextInt(60)).toString());
        settings.put("training_end", JANUARY.plusSeconds(86_400L * 61).toString());
        if (random.nextBoolean()) {
            settings.remove("rci_reliability");
        }
        Programme programme = Programme.fromJson(PROGRAMME, Json.readObject(Json.write(settings)));
        transact(tx -> {
            tx.handle()
                    .createUpdate("update programmes set rev = rev + 1, doc = :doc")
                    .bind("doc", Json.write(programme.toJson()))
                    .execute();
            feature.standings()
                    .changed(
                            tx,
                            new ProgrammeListener.Change(
                                    PROGRAMME, "programme", PROGRAMME.value(), 2, programme.toJson()));
        });
    }

    private void open(TestDatabase.Kind kind, Programme programme) {
        database = kind.create().database();
        feature = new StateFeature(database, programmes, assessments, scores);
        transact(tx -> {
            StoredCohort.storeProgramme(tx, programme);
            StoredCohort.storeInstrument(tx);
            StoredCohort.storeParticipants(tx, participants);
            scores.changed(tx, StoredCohort.storeAssessments(tx, assessments));
        });
        feature.state().ensureAll();
    }

    private Kept read(Optional<String> dimension) {
        KeptState state = feature.state();
        return database.inSnapshot(
                        tx -> state.read(tx, programmes.require(tx, PROGRAMME), state.head(tx, PROGRAMME), dimension))
                .orElseThrow();
    }

    private long version() {
        return database.inSnapshot(tx -> feature.state().head(tx, PROGRAMME).version());
    }

    private static JointCounts everybody(Kept kept) {
        return kept.counts().of("*", "*");
    }

    private void push(Consumer<Transaction> work) {
        push(PEOPLE, work);
    }

    /** Work on these people in one transaction, of which is told as a push tells. */
    private void push(List<UUID> locked, Consumer<Transaction> work) {
        transact(tx -> {
            work.accept(tx);
            feature.standings()
                    .pushed(
                            tx,
                            PROGRAMME,
                            locked.stream().map(ParticipantId::new).toList());
        });
    }

    private void transact(Consumer<Transaction> work) {
        database.inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }

    private static Programme withoutReliability() {
        Map<String, Object> settings =
                new LinkedHashMap<>(ReferenceCohort.programme().toJson());
        settings.remove("rci_reliability");
        return Programme.fromJson(PROGRAMME, Json.readObject(Json.write(settings)));
    }

    private static ParticipantRecord person(UUID id, String province, boolean removed) {
        return new ParticipantRecord(
                PROGRAMME, new ParticipantId(id), ReferenceCohort.COHORT, 1, removed, Map.of("province", province));
    }

    private static AssessmentRecord voided(AssessmentRecord record) {
        return new AssessmentRecord(
                record.programme(),
                record.id(),
                record.cohort(),
                record.participant(),
                record.instrument(),
                record.phase(),
                record.attempt(),
                AssessmentStatus.VOID,
                record.startedAt(),
                record.completedAt(),
                record.firstHlc(),
                record.capturedBy(),
                record.receivedAt(),
                record.capturedAt(),
                record.rev(),
                record.doc());
    }
}
