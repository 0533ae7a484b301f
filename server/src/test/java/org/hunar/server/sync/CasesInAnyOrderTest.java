package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.auth.UserName;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.instrument.InstrumentFeature;
import org.hunar.server.participant.ParticipantFeature;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.TestProgrammes;
import org.hunar.server.review.ReviewFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;
import org.hunar.server.testing.TestSeal;
import org.hunar.server.testing.TestingClock;

/** Which cases are open follows from the operations alone, in whatever order, how often, and together with which they came. */
class CasesInAnyOrderTest {
    /** Between them they lead to cases of every kind. */
    private static final List<Long> KNOWN_HISTORIES = List.of(
            0L,
            1L,
            2L,
            3L,
            4L,
            5L,
            6L,
            7L,
            // an approval that had seen an operation which waits for a manager
            2978363559890281969L);

    private static final int NEW_HISTORIES = 3;
    private static final int ORDERS = 3;
    private static final int OPERATIONS = 24;
    private static final BlobConfig IN_THE_DATABASE =
            new BlobConfig(BlobConfig.Place.DATABASE, null, null, null, null, null, null);

    private final Set<CaseKind> seen = EnumSet.noneOf(CaseKind.class);
    private long run;

    @DatabaseTest
    void theSameOperationsLeaveTheSameCasesOpen(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        Intake intake = intake(database);
        long seed = new Random().nextLong();
        List<Long> histories = new ArrayList<>(KNOWN_HISTORIES);
        LongStream.range(seed, seed + NEW_HISTORIES).forEach(histories::add);
        for (long each : histories) {
            Set<String> inOrder = openAfter(database, intake, oneByOne(new History(each, ++run, OPERATIONS).batches()));
            for (int order = 1; order < ORDERS; order++) {
                List<Batch> shuffled = new History(each, ++run, OPERATIONS).batches();
                shuffled.addAll(shuffled.subList(0, shuffled.size() / 4));
                Collections.shuffle(shuffled, new Random(each + order));
                assertThat(openAfter(database, intake, together(shuffled)))
                        .as("seed " + each)
                        .isEqualTo(inOrder);
            }
        }
        assertThat(seen).as("kinds that the histories led to").hasSize(CaseKind.values().length);
    }

    private static List<List<Batch>> oneByOne(List<Batch> batches) {
        return batches.stream().map(List::of).toList();
    }

    /** Those that come one after the other and have nothing to do with each other in one transaction. */
    private static List<List<Batch>> together(List<Batch> batches) {
        List<List<Batch>> groups = new ArrayList<>();
        Set<UUID> named = new HashSet<>();
        for (Batch batch : batches) {
            if (groups.isEmpty() || !Collections.disjoint(named, batch.named())) {
                groups.add(new ArrayList<>());
                named.clear();
            }
            groups.get(groups.size() - 1).add(batch);
            named.addAll(batch.named());
        }
        return groups;
    }

    private Set<String> openAfter(Database database, Intake intake, List<List<Batch>> groups) {
        for (List<Batch> group : groups) {
            List<Intake.Receipt> receipts = intake.take(group);
            for (int i = 0; i < group.size(); i++) {
                PushResult result = receipts.get(i).results().get(0);
                assertThat(result.status()).as(result.toString()).isNotEqualTo(PushStatus.REJECTED);
                assertThat(group.get(i).operations().map(Operation::id))
                        .containsExactly(result.opId().orElseThrow());
            }
        }
        Set<String> open = new TreeSet<>();
        database.inSnapshot(tx -> tx.handle().createQuery("""
                                select kind, entity_type, entity_id, path, candidates
                                  from cases
                                 where status = 'OPEN'
                                """).mapToMap().list())
                .forEach(row -> {
                    UUID entity = (UUID) row.get("entity_id");
                    if (isOfThisRun(entity)) {
                        open.add(describe(
                                CaseKind.valueOf((String) row.get("kind")),
                                (String) row.get("entity_type") + History.nameOf(entity),
                                (String) row.get("path"),
                                TestSeal.SEAL.open((String) row.get("candidates"))));
                    }
                });
        return open;
    }

    private boolean isOfThisRun(UUID id) {
        return (id.getMostSignificantBits() >> 16 & 0xffff) == run;
    }

    private String describe(CaseKind kind, String entity, String path, String candidates) {
        seen.add(kind);
        List<Long> names = Json.readObject("{\"all\":" + candidates + "}").objects("all").stream()
                .map(Candidate::fromJson)
                .map(each -> History.nameOf(each.id()))
                .toList();
        boolean inAnyOrder = kind == CaseKind.FORKED_INSTALL;
        return kind + " " + entity + " " + path + " " + (inAnyOrder ? new TreeSet<>(names) : names);
    }

    private static Intake intake(Database database) {
        TestPeople people = TestPeople.on(database);
        TestingClock clock = new TestingClock(History.NOW);
        Programmes programmes = TestProgrammes.welding(database, people);
        database.inTransaction(tx -> {
            people.users()
                    .setTrainers(
                            tx, TestProgrammes.WELDING, TestProgrammes.LAHORE, List.of(new UserName(History.AMNA)));
            people.users()
                    .setTrainers(
                            tx, TestProgrammes.WELDING, TestProgrammes.KARACHI, List.of(new UserName(History.BILAL)));
            return tx;
        });
        ParticipantFeature participant = new ParticipantFeature(database, programmes);
        AssessmentFeature assessment = new AssessmentFeature();
        SecureRandom random = new SecureRandom();
        ReviewFeature review = new ReviewFeature(
                database, participant.participants(), assessment.assessments(), people.audit(), random, clock);
        return new SyncFeature(
                        database,
                        people.users(),
                        people.audit(),
                        programmes,
                        new InstrumentFeature(database, programmes, people.audit(), clock).instruments(),
                        participant.participants(),
                        assessment.assessments(),
                        new BlobFeature(database, assessment.assessments(), IN_THE_DATABASE, random, clock).blobs(),
                        (tx, changed) -> {},
                        (tx, programme, changed) -> {},
                        review.cases(),
                        new Feed(clock),
                        random,
                        clock)
                .intake();
    }
}
