package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.PhonesAtWork;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Nodes are updated one after the other: the last of this version works on the tables of the next one. */
class RollingUpdateTest {
    private static final String EARLIER_JAR = "earlier.jar";
    private static final int PUSHES = 6;

    @DatabaseTest
    void aNodeWorksOnTablesToWhichALaterVersionAddedColumns(TestDatabase.Kind kind) {
        TestDatabase database = kind.create();
        int changed = database.database().inTransaction(RollingUpdateTest::addToEveryTable);
        assertThat(changed).isGreaterThan(30);

        try (TestServer server = TestServer.over(database)) {
            String amna = WeldingProgramme.setUp(server).tokenOf(WeldingProgramme.AMNA);
            SyncClient client = new SyncClient(server, amna);
            WitnessPhone phone = new WitnessPhone();
            assertThat(phone.pushNew(client).statusCode()).isEqualTo(200);
            WitnessPhone.assertNothingIsLost(client, List.of(phone));
            new TusClient(server.api(), amna).bring(new byte[] {1, 2, 3}, "image/jpeg");
            assertThat(server.get(WeldingProgramme.path("/report"), server.adminToken())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.post(
                                    WeldingProgramme.path("/enrolments"),
                                    server.adminToken(),
                                    Map.of("trainer", WeldingProgramme.AMNA))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    /**
     * {@code scripts/check-update} makes the jar of an earlier version, and starts it here beside this one. Not with
     * every build: making that jar takes as long as all tests of a package.
     */
    @Test
    @EnabledIfSystemProperty(named = EARLIER_JAR, matches = ".+")
    void anEarlierVersionAndThisOneWorkOnOneDatabase(@TempDir Path folder) throws IOException {
        List<String> earlier = List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty(EARLIER_JAR));
        Path old = Files.createDirectory(folder.resolve("old"));
        try (DurablePostgreSql database = DurablePostgreSql.startEmpty()) {
            Path config = ServerProcess.configure(old, database.url(), DurablePostgreSql.USER);
            String migrated = ServerProcess.command(old, earlier, "db", "migrate", config.toString());
            assertThat(migrated).doesNotContain("exit code");
            List<WitnessPhone> phones = PhonesAtWork.phones(2);
            try (ServerProcess before = ServerProcess.start(earlier, old, database.url(), DurablePostgreSql.USER)) {
                SyncClient atOld = new SyncClient(
                        before.api(), WeldingProgramme.setUp(before.api()).tokenOf(WeldingProgramme.AMNA));
                pushBothWays(phones, atOld, atOld);

                // while the old one works
                database.migrated();
                pushBothWays(phones, atOld, atOld);
                Path young = Files.createDirectory(folder.resolve("young"));
                try (ServerProcess after =
                        ServerProcess.start(ServerProcess.REAL, young, database.url(), DurablePostgreSql.USER)) {
                    SyncClient atNew = new SyncClient(
                            after.api(), after.api().token(WeldingProgramme.AMNA, WeldingProgramme.PASSWORD));
                    pushBothWays(phones, atOld, atNew);
                    WitnessPhone.assertNothingIsLost(atOld, phones);
                    WitnessPhone.assertNothingIsLost(atNew, phones);
                    assertThat(figures(before)).isEqualTo(figures(after));
                }
            }
            // and back again
            try (ServerProcess again = ServerProcess.start(earlier, old, database.url(), DurablePostgreSql.USER)) {
                goOn(again, phones);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = EARLIER_JAR, matches = ".+")
    void anEarlierVersionGoesOnOnAnH2ThatThisOneHadOpen(@TempDir Path folder) {
        List<String> earlier = List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty(EARLIER_JAR));
        List<WitnessPhone> phones = PhonesAtWork.phones(2);
        String url = ServerProcess.durableH2(folder);
        try (ServerProcess before = ServerProcess.start(earlier, folder, url, "hunar")) {
            SyncClient client = new SyncClient(
                    before.api(), WeldingProgramme.setUp(before.api()).tokenOf(WeldingProgramme.AMNA));
            pushBothWays(phones, client, client);
            stop(before);
        }
        try (ServerProcess after = ServerProcess.start(ServerProcess.REAL, folder, url, "hunar")) {
            goOn(after, phones);
            stop(after);
        }
        try (ServerProcess again = ServerProcess.start(earlier, folder, url, "hunar")) {
            goOn(again, phones);
        }
    }

    private static void goOn(ServerProcess server, List<WitnessPhone> phones) {
        SyncClient client =
                new SyncClient(server.api(), server.api().token(WeldingProgramme.AMNA, WeldingProgramme.PASSWORD));
        WitnessPhone.assertNothingIsLost(client, phones);
        pushBothWays(phones, client, client);
        WitnessPhone.assertNothingIsLost(client, phones);
    }

    private static void stop(ServerProcess server) {
        server.stop();
        server.saidUntilItEnded();
    }

    private static void pushBothWays(List<WitnessPhone> phones, SyncClient one, SyncClient other) {
        for (int i = 0; i < PUSHES; i++) {
            SyncClient client = i % 2 == 0 ? one : other;
            phones.forEach(
                    phone -> assertThat(phone.pushNew(client).statusCode()).isEqualTo(200));
        }
    }

    /** What both say of the same data; a later version may say more. */
    private static Map<String, Object> figures(ServerProcess server) {
        JsonObject report = ApiClient.json(
                server.api().get(WeldingProgramme.path("/report"), server.api().adminToken()));
        return Map.of(
                "data_version",
                report.integer("data_version"),
                "funnel",
                report.object("funnel").asMap());
    }

    private static int addToEveryTable(Transaction tx) {
        List<String> tables = tx.handle().createQuery("""
                        select table_name
                          from information_schema.tables
                         where table_schema = 'public'
                           and table_type = 'BASE TABLE'
                           and table_name not like 'databasechangelog%'
                        """).mapTo(String.class).list();
        tables.forEach(table ->
                tx.handle().execute("alter table " + table + " add column of_a_later_version varchar(10) default 'x'"));
        return tables.size();
    }
}
