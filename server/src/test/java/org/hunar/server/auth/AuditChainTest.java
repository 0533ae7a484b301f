package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;

/** Somebody with the password of the database, and what he cannot hide. */
class AuditChainTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");

    @DatabaseTest
    void whatWasWrittenHolds(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        AuditVerdict verdict = verify(database);

        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(5);
        assertThat(verdict.head().position()).isEqualTo(5);
        assertThat(new AuditChain(database).verify(Optional.of(verdict.head())).fault())
                .isEmpty();
    }

    @DatabaseTest
    void anEmptyAuditHoldsAndWhatIsNotLinkedYetIsCounted(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        assertThat(verify(database)).isEqualTo(new AuditVerdict(0, AuditHead.parse("0:" + AuditLink.NONE), 0, none()));

        deed(database, 1);
        assertThat(verify(database).unlinked()).isEqualTo(1);
        assertThat(verify(database).fault()).isEmpty();
    }

    @DatabaseTest
    void aChangedEntryIsNamed(TestDatabase.Kind kind) {
        for (String change : List.of(
                "who = 'somebody'",
                "what = 'skill.put'",
                "subject = 'cpec-weld/other'",
                "programme = 'other'",
                "programme = null",
                "outcome = 'FORBIDDEN'",
                "outcome = 'never mind'",
                "at = timestamp with time zone '2026-01-01 00:00:00+00'",
                "hash = previous",
                "hash = null",
                "previous = null")) {
            Database database = fiveDeeds(kind);
            tamper(database, "update audit set " + change + " where position = 3");

            assertThat(fault(database)).as(change).startsWith("entry 3 (").contains("is not what was written");
            assertThat(verify(database).entries()).isEqualTo(2);
        }
    }

    @DatabaseTest
    void anEntryThatWasChangedTogetherWithItsHashDoesNotFitTheNext(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        AuditLink third = links(database).get(2);
        Audit.Entry old = third.entry();
        Audit.Entry forged =
                new Audit.Entry(old.at(), "somebody", old.what(), old.subject(), old.programme(), old.outcome());
        String hash =
                AuditLink.after(new AuditHead(2, third.previous()), forged).hash();
        tamper(database, "update audit set who = 'somebody', hash = '" + hash + "' where position = 3");

        assertThat(fault(database)).startsWith("entry 4 (").contains("does not follow entry 3");
    }

    @DatabaseTest
    void missingEntriesAreNamed(TestDatabase.Kind kind) {
        Database one = fiveDeeds(kind);
        tamper(one, "delete from audit where position = 3");
        assertThat(fault(one)).startsWith("entry 3 is missing before entry 4 (");

        Database several = fiveDeeds(kind);
        tamper(several, "delete from audit where position in (1, 2, 3)");
        assertThat(fault(several)).startsWith("entries 1 to 3 are missing before entry 4 (");
    }

    @DatabaseTest
    void anEntryThatWasTakenOutWhileTheOthersMovedUpIsNamed(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        tamper(database, "delete from audit where position = 3");
        tamper(database, "update audit set position = position - 1 where position = 4");
        tamper(database, "update audit set position = position - 1 where position = 5");

        assertThat(fault(database)).startsWith("entry 3 (").contains("is not what was written");
    }

    @DatabaseTest
    void twoThatWereSwappedAreNamed(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        tamper(database, "update audit set position = 999 where position = 2");
        tamper(database, "update audit set position = 2 where position = 4");
        tamper(database, "update audit set position = 4 where position = 999");

        assertThat(fault(database)).startsWith("entry 2 (").contains("is not what was written");
    }

    @DatabaseTest
    void oneThatWasPutBetweenIsNamed(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        AuditLink second = links(database).get(1);
        AuditLink forged = AuditLink.after(second.head(), second.entry());
        tamper(database, "update audit set position = position + 100 where position > 2");
        insert(database, forged);
        tamper(database, "update audit set position = position - 99 where position > 100");

        assertThat(fault(database)).startsWith("entry 4 (").contains("is not what was written");
    }

    @DatabaseTest
    void oneThatWasPutAtTheEndIsNamed(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        AuditLink last = links(database).get(4);
        insert(database, AuditLink.after(last.head(), last.entry()));

        assertThat(fault(database)).isEqualTo("entry 6 stands after the end of the chain: the server did not link it");
    }

    @DatabaseTest
    void anEndThatWasCutOffIsNamed(TestDatabase.Kind kind) {
        Database cut = fiveDeeds(kind);
        tamper(cut, "delete from audit where position > 3");
        assertThat(fault(cut)).isEqualTo("entries 4 to 5 are missing at the end of the chain");

        Database emptied = fiveDeeds(kind);
        tamper(emptied, "delete from audit");
        assertThat(fault(emptied)).isEqualTo("entries 1 to 5 are missing at the end of the chain");

        Database withoutHead = fiveDeeds(kind);
        tamper(withoutHead, "delete from audit_head");
        assertThat(fault(withoutHead)).isEqualTo("the note of where the chain ends is gone");

        Database otherHead = fiveDeeds(kind);
        tamper(otherHead, "update audit_head set hash = '" + AuditLink.NONE + "'");
        assertThat(fault(otherHead)).startsWith("entry 5, the last one, is not the one with which the chain ended");
    }

    @DatabaseTest
    void whoCutsOffTheEndAndMovesTheNoteIsFoundByANoteElsewhere(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        AuditHead noted = verify(database).head();
        String hash = links(database).get(2).hash();
        tamper(database, "delete from audit where position > 3");
        tamper(database, "update audit_head set position = 3, hash = '" + hash + "'");

        assertThat(fault(database)).isEqualTo("");
        assertThat(new AuditChain(database).verify(Optional.of(noted)).fault())
                .contains("the chain ends with entry 3, and entry 5 had been noted: the last ones were cut off");
    }

    @DatabaseTest
    void whoMakesTheWholeChainAnewIsFoundByANoteElsewhere(TestDatabase.Kind kind) {
        Database database = fiveDeeds(kind);
        AuditHead noted = verify(database).head();
        tamper(database, "update audit set who = 'somebody', position = null where position = 2");
        tamper(database, "update audit set position = null");
        tamper(database, "update audit_head set position = 0, hash = '" + AuditLink.NONE + "'");
        new AuditChain(database).link();

        assertThat(fault(database)).isEqualTo("");
        assertThat(new AuditChain(database).verify(Optional.of(noted)).fault().orElseThrow())
                .startsWith("entry 5 (")
                .contains("is not the one that had been noted");
    }

    @DatabaseTest
    void nodesThatLinkAtTheSameTimeMakeOneChainOfAllThatIsDoneMeanwhile(TestDatabase.Kind kind) throws Exception {
        Database database = kind.create().database();
        ExecutorService people = Executors.newFixedThreadPool(6);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int person = i;
            work.add(people.submit(() -> IntStream.range(0, 25).forEach(n -> deed(database, 100 * person + n))));
        }
        for (int i = 0; i < 2; i++) {
            work.add(people.submit(() -> IntStream.range(0, 20).forEach(n -> new AuditChain(database).link())));
        }
        for (Future<?> each : work) {
            each.get();
        }
        people.shutdown();
        new AuditChain(database).link();

        AuditVerdict verdict = verify(database);
        assertThat(verdict.fault()).isEmpty();
        assertThat(verdict.entries()).isEqualTo(100);
        assertThat(verdict.unlinked()).isZero();
    }

    @DatabaseTest
    void aDeedThatIsUnderWayHoldsNobodyUpAndIsLinkedWhenItIsDone(TestDatabase.Kind kind) throws Exception {
        Database database = kind.create().database();
        Audit audit = TestPeople.on(database).audit();
        ExecutorService otherNode = Executors.newSingleThreadExecutor();
        database.inTransaction(tx -> {
            audit.done(tx, "nadia", "cohort.put", WELDING, "slow");
            return await(otherNode.submit(() -> {
                deed(database, 1);
                new AuditChain(database).link();
            }));
        });
        otherNode.shutdown();
        new AuditChain(database).link();

        assertThat(links(database))
                .extracting(link -> link.entry().subject())
                .containsExactly("cpec-weld/cohort-1", "cpec-weld/slow");
        assertThat(fault(database)).isEqualTo("");
    }

    private static boolean await(Future<?> work) {
        try {
            work.get();
            return true;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private static Database fiveDeeds(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        IntStream.rangeClosed(1, 5).forEach(number -> deed(database, number));
        new AuditChain(database).link();
        return database;
    }

    private static void deed(Database database, int number) {
        Audit audit = TestPeople.on(database).audit();
        database.inTransaction(tx -> {
            audit.done(tx, "nadia", "cohort.put", WELDING, "cohort-" + number);
            return number;
        });
    }

    private static List<AuditLink> links(Database database) {
        return database.inSnapshot(tx -> new AuditDao().after(tx, 0, AuditQuery.ALL, 100));
    }

    private static void insert(Database database, AuditLink link) {
        tamper(
                database,
                "insert into audit (at, who, what, subject, programme, outcome, position, previous, hash)"
                        + " select at, who, what, subject, programme, outcome, " + link.position() + ", '"
                        + link.previous() + "', '" + link.hash() + "' from audit where position = "
                        + (link.position() - 1));
    }

    private static void tamper(Database database, String sql) {
        assertThat(database.<Integer>inTransaction(tx -> tx.handle().execute(sql)))
                .isPositive();
    }

    private static AuditVerdict verify(Database database) {
        return new AuditChain(database).verify(Optional.empty());
    }

    private static String fault(Database database) {
        return verify(database).fault().orElse("");
    }
}
