package org.hunar.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.ManagedDataSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestSeal;

/** The key of the names is changed under a database that is worked with, and nobody is lost. */
class ResealingTest {
    private static final int PEOPLE = 450;
    private static final byte[] FIRST = Base64.getDecoder().decode(TestSeal.KEY);
    private static final byte[] SECOND = new byte[Seal.KEY_BYTES];
    private static final SealedColumn NAMES = SealedColumn.ofTexts("people", List.of("place", "id"), "name", "sealed");
    private static final SealedColumn CARDS = SealedColumn.ofBytes("people", List.of("place", "id"), "card", "true");

    private final List<byte[]> keyFile = new ArrayList<>(List.of(FIRST));

    @DatabaseTest
    void everythingIsUnderTheNewKeyAlsoWhatCameMeanwhileAndAfterAKill(TestDatabase.Kind kind) throws Exception {
        Seal seal = Seal.reading(() -> List.copyOf(keyFile));
        ManagedDataSource source = kind.create().config().build(new MetricRegistry(), "test");
        Dialect dialect = kind == TestDatabase.Kind.H2 ? Dialect.H2 : Dialect.POSTGRESQL;
        Database database = Database.over(source, dialect, new Retry(new Random(), pause -> {}), seal);
        try {
            prepare(database);
            Resealing resealing = new Resealing(database, List.of(NAMES, CARDS));

            keyFile.add(0, SECOND);
            assertThat(database.inSnapshot(ResealingTest::names))
                    .as("nobody has looked at the file")
                    .hasSize(PEOPLE);
            seal.refresh();
            assertThat(resealing.left()).isEqualTo(2L * PEOPLE);
            database.inTransaction(tx -> NAMES.reseal(tx, Optional.empty()));
            assertThat(resealing.left()).as("killed after a batch").isBetween(PEOPLE + 1L, 2L * PEOPLE - 1);

            resealing.run();

            assertThat(resealing.left()).isZero();
            keyFile.remove(1);
            seal.refresh();
            assertThat(database.inSnapshot(ResealingTest::names))
                    .hasSize(PEOPLE)
                    .contains("person 0", "person 449");
            assertThat(database.inSnapshot(ResealingTest::plain))
                    .as("what is not sealed")
                    .isEqualTo("sealed: no");
            boolean underTheNewKey = database.inSnapshot(tx -> IdentityKey.isSealedBy(tx.handle(), seal));
            assertThat(underTheNewKey).isTrue();
            assertThatThrownBy(() -> Seal.with(FIRST).open(seal.close("Gulnaz")))
                    .hasMessageContaining(seal.keyName());
        } finally {
            source.stop();
        }
    }

    private static void prepare(Database database) {
        database.inTransaction(tx -> {
            tx.handle()
                    .execute(
                            "create table people (place varchar(8), id uuid, name text, card bytea, sealed boolean, primary key (place, id))");
            tx.handle()
                    .execute(
                            "insert into identity_seal (id, sealed) values (1, ?)",
                            tx.seal().close("hunar"));
            for (int i = 0; i < PEOPLE; i++) {
                // the first came before keys had names
                String name = tx.seal().close("person " + i);
                insert(tx, i % 2 == 0 ? name.replaceFirst("^sealed:[0-9a-f]{8}:", "sealed:") : name, true);
            }
            insert(tx, "sealed: no", false);
            return tx;
        });
        database.inTransaction(tx -> tx.handle().execute("update people set card = null where not sealed"));
    }

    private static void insert(Transaction tx, String name, boolean sealed) {
        tx.handle()
                .execute(
                        "insert into people (place, id, name, card, sealed) values (?, ?, ?, ?, ?)",
                        "lahore",
                        UUID.randomUUID(),
                        name,
                        tx.seal().close("card".getBytes(UTF_8)),
                        sealed);
    }

    private static List<String> names(Transaction tx) {
        return tx.handle()
                .createQuery("select name, card from people where sealed")
                .map((row, context) -> {
                    assertThat(tx.seal().open(row.getBytes("card"))).isEqualTo("card".getBytes(UTF_8));
                    return tx.seal().open(row.getString("name"));
                })
                .list();
    }

    private static String plain(Transaction tx) {
        return tx.handle()
                .createQuery("select name from people where not sealed")
                .mapTo(String.class)
                .one();
    }
}
