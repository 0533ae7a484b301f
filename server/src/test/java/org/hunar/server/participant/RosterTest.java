package org.hunar.server.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hunar.server.programme.TestProgrammes.KARACHI;
import static org.hunar.server.programme.TestProgrammes.LAHORE;
import static org.hunar.server.programme.TestProgrammes.WELDING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.TestProgrammes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;

class RosterTest {
    private static final String ALI = "8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11";
    private static final String HEADER = "number,name,cohort,gender\n";
    private static final Caller MANAGER = TestPeople.manager(WELDING);

    private final Participants participants = new Participants();
    private Database database;
    private Programmes programmes;
    private Roster roster;
    private ParticipantReader reader;

    @DatabaseTest
    void theSameRosterTwiceDoublesNobody(TestDatabase.Kind kind) {
        start(kind);
        String roster = HEADER + "1,محمد علی,lhr-03,male\n2,Sara,lhr-03,female\n,Sara,khi-01,\n,Sara,khi-01,\n";
        List<Roster.Result> first = upload(MANAGER, roster);
        List<Roster.Result> second = upload(MANAGER, "\uFEFF" + roster);

        assertThat(first).extracting(Roster.Result::status).containsOnly(PushStatus.APPLIED);
        assertThat(second).extracting(Roster.Result::status).containsOnly(PushStatus.DUPLICATE);
        assertThat(second)
                .extracting(Roster.Result::id)
                .isEqualTo(first.stream().map(Roster.Result::id).toList());
        assertThat(all(MANAGER)).hasSize(4);
    }

    @DatabaseTest
    void aRowWithAKnownNumberChangesThatParticipant(TestDatabase.Kind kind) {
        start(kind);
        upload(MANAGER, HEADER + "1,Ali,lhr-03,male\n");
        List<Roster.Result> moved = upload(MANAGER, HEADER + "1,Ali,khi-01,\n");

        assertThat(moved).extracting(Roster.Result::status).containsExactly(PushStatus.APPLIED);
        assertThat(all(MANAGER))
                .singleElement()
                .satisfies(ali -> assertThat(ali)
                        .containsEntry("cohort", "khi-01")
                        .containsEntry("gender", "male")
                        .containsEntry("rev", 2L));
    }

    @DatabaseTest
    void oneBadRowLeavesNothingBehindUnlessPartsAreWanted(TestDatabase.Kind kind) {
        start(kind);
        String rows = HEADER + "1,Ali,lhr-03,male\n2,Sara,nowhere,\n,,lhr-03,\n";

        assertThatThrownBy(() -> upload(MANAGER, rows))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::path)
                                .containsExactly("row 2, column cohort", "row 3, column name"));
        assertThat(all(MANAGER)).isEmpty();

        List<Roster.Result> results = roster.take(MANAGER, WELDING, RosterCsv.read(rows.getBytes(UTF_8)), true);
        assertThat(results)
                .extracting(Roster.Result::status)
                .containsExactly(PushStatus.APPLIED, PushStatus.REJECTED, PushStatus.REJECTED);
        assertThat(all(MANAGER)).hasSize(1);
    }

    @DatabaseTest
    void twoRowsAboutTheSameParticipantAreRefused(TestDatabase.Kind kind) {
        start(kind);
        assertThatThrownBy(() -> upload(MANAGER, HEADER + "1,Ali,lhr-03,\n1,Ahmed,lhr-03,\n"))
                .hasMessageContaining("row 2, column number");
    }

    @DatabaseTest
    void aNumberThatTwoPeopleHaveNeedsTheId(TestDatabase.Kind kind) {
        start(kind);
        json("{'participants':[{'id':'" + ALI + "','number':'1','name':'Ali','cohort':'lhr-03'}]}");
        json("[{'id':'0e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11','number':'1','name':'Sara','cohort':'lhr-03'}]");
        assertThatThrownBy(() -> json("[{'number':'1','name':'Ali','cohort':'khi-01'}]"))
                .hasMessageContaining("/0/number: 2 participants have it");
        json("[{'id':'" + ALI + "','number':'1','name':'Ali','cohort':'khi-01'}]");
        assertThat(reader.find(MANAGER, WELDING, ParticipantId.of(ALI))).containsEntry("cohort", "khi-01");
    }

    @DatabaseTest
    void whoWasRemovedDoesNotComeBackWithAnOldRoster(TestDatabase.Kind kind) {
        start(kind);
        upload(MANAGER, HEADER + "1,Ali,lhr-03,\n");
        ParticipantId ali = ParticipantId.of((String) all(MANAGER).get(0).get("id"));
        store(new ParticipantRecord(WELDING, ali, LAHORE, 2, true, Map.of("number", "1")));

        assertThat(upload(MANAGER, HEADER + "1,Ali,lhr-03,\n"))
                .extracting(Roster.Result::id)
                .containsExactly(Optional.of(ali));
        assertThat(all(MANAGER)).isEmpty();
    }

    @DatabaseTest
    void aTrainerWritesAndSeesOwnCohortsOnly(TestDatabase.Kind kind) {
        start(kind);
        Caller trainer = TestPeople.trainer(WELDING, LAHORE);
        upload(MANAGER, HEADER + "9,Zain,khi-01,\n");
        upload(trainer, HEADER + "1,Ali,lhr-03,\n");

        assertForbidden(() -> upload(trainer, HEADER + "2,Sara,khi-01,\n"));
        assertThatThrownBy(() -> upload(trainer, HEADER + "9,Zain,lhr-03,\n")).hasMessageContaining("not yours");
        assertThat(all(trainer)).extracting(each -> each.get("name")).containsExactly("Ali");
        ParticipantId zain = ParticipantId.of((String) all(MANAGER).stream()
                .filter(each -> each.get("name").equals("Zain"))
                .findFirst()
                .orElseThrow()
                .get("id"));
        assertThatThrownBy(() -> reader.find(trainer, WELDING, zain))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(404));
        assertForbidden(() -> reader.find(trainer, new ProgrammeId("nursing"), zain));
    }

    @DatabaseTest
    void aViewerSeesNoNames(TestDatabase.Kind kind) {
        start(kind);
        upload(MANAGER, HEADER + "1,Ali,lhr-03,male\n");
        assertThat(all(TestPeople.viewer(WELDING)))
                .singleElement()
                .satisfies(ali -> assertThat(ali).containsOnlyKeys("id", "rev", "cohort", "gender"));
    }

    @DatabaseTest
    void pagesFollowEachOtherWithoutGapOrRepetition(TestDatabase.Kind kind) {
        start(kind);
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 25; i++) {
            rows.append(i)
                    .append(",Person,")
                    .append(i % 5 == 0 ? KARACHI : LAHORE)
                    .append(",\n");
        }
        upload(MANAGER, rows.toString());

        List<Object> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Map<String, Object> page =
                    reader.page(MANAGER, WELDING, Optional.of(LAHORE), PageRequest.of(7, after.orElse(null)));
            items(page).forEach(each -> ids.add(each.get("id")));
            after = Optional.ofNullable((String) page.get("after"));
        } while (after.isPresent());
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    private void start(TestDatabase.Kind kind) {
        database = kind.create().database();
        programmes = TestProgrammes.welding(database, TestPeople.on(database));
        roster = new Roster(database, programmes, participants, this::take);
        reader = new ParticipantReader(database, programmes, participants);
    }

    /** What sync does, in short: the fields named replace those that were there. */
    private List<RosterIntake.Outcome> take(
            Transaction tx, Caller caller, ProgrammeId programme, List<RosterRow> rows) {
        Map<ParticipantId, ParticipantRecord> known =
                participants.find(tx, rows.stream().map(RosterRow::id).toList());
        List<ParticipantRecord> records = rows.stream()
                .map(row -> merge(programme, row, Optional.ofNullable(known.get(row.id()))))
                .toList();
        participants.store(tx, records);
        return rows.stream()
                .map(row -> new RosterIntake.Outcome(row.id(), PushStatus.APPLIED, List.of()))
                .toList();
    }

    private static ParticipantRecord merge(ProgrammeId programme, RosterRow row, Optional<ParticipantRecord> known) {
        assertThat(row.isNew()).isEqualTo(known.isEmpty());
        Map<String, Object> doc =
                new LinkedHashMap<>(known.map(ParticipantRecord::doc).orElse(Map.of()));
        doc.putAll(row.fields());
        return new ParticipantRecord(
                programme,
                row.id(),
                new CohortId((String) doc.get("cohort")),
                known.map(ParticipantRecord::rev).orElse(0L) + 1,
                known.map(ParticipantRecord::removed).orElse(false),
                doc);
    }

    private void store(ParticipantRecord record) {
        database.inTransaction(tx -> {
            participants.store(tx, List.of(record));
            return record;
        });
    }

    private List<Roster.Result> upload(Caller caller, String csv) {
        return roster.take(caller, WELDING, RosterCsv.read(csv.getBytes(UTF_8)), false);
    }

    private void json(String body) {
        roster.take(MANAGER, WELDING, RosterJson.read(body.replace('\'', '"').getBytes(UTF_8)), false);
    }

    private List<Map<String, Object>> all(Caller caller) {
        return items(reader.page(caller, WELDING, Optional.empty(), PageRequest.of(null, null)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> page) {
        return (List<Map<String, Object>>) page.get("items");
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.status()).isEqualTo(403));
    }
}
