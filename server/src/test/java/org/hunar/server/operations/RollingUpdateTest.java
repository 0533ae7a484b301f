package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;

/** Nodes are updated one after the other: the last of this version works on the tables of the next one. */
class RollingUpdateTest {
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
