package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsTest {
    @DatabaseTest
    void aSecondStartFindsEverythingInPlace(TestDatabase.Kind kind) {
        DataSource source = sourceOf(kind.create());

        assertThatCode(() -> Migrations.requireCurrent(source)).doesNotThrowAnyException();
        assertThatCode(() -> Migrations.update(source)).doesNotThrowAnyException();
    }

    @DatabaseTest
    void whatIsLookedForAtAStartIsWhatLiquibaseNotes(TestDatabase.Kind kind) {
        List<String> noted = kind.create()
                .database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select filename || '#' || id from databasechangelog order by orderexecuted")
                        .mapTo(String.class)
                        .list());

        assertThat(MigrationFiles.all())
                .filteredOn(migration -> migration.isFor(kind.name().toLowerCase(Locale.ROOT)))
                .extracting(MigrationFiles.Migration::name)
                .isEqualTo(noted);
    }

    @DatabaseTest
    void aDatabaseThatIsBehindIsRefusedWithTheCommandThatHelps(TestDatabase.Kind kind) {
        TestDatabase database = kind.create();
        database.database()
                .inTransaction(tx -> tx.handle()
                        .execute("delete from databasechangelog where orderexecuted ="
                                + " (select max(orderexecuted) from databasechangelog)"));

        assertThatThrownBy(() -> Migrations.requireCurrent(sourceOf(database)))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessage("the database lacks 1 migrations of this version;"
                        + " run: java -jar hunar.jar db migrate config.yml");
    }

    /** Both databases end up with the same tables and columns, so that one SQL can serve both. */
    @Test
    void bothDatabasesHaveTheSameColumns() {
        assertThat(columns(TestDatabase.Kind.POSTGRESQL)).isEqualTo(columns(TestDatabase.Kind.H2));
    }

    private static List<String> columns(TestDatabase.Kind kind) {
        return kind.create()
                .database()
                .inSnapshot(
                        tx -> tx.handle().createQuery("""
                        select table_name || '.' || column_name || ' ' || is_nullable
                        from information_schema.columns
                        where table_schema = 'public'
                          and table_name not like 'databasechangelog%'
                        order by 1
                        """).mapTo(String.class).list());
    }

    private static DataSource sourceOf(TestDatabase database) {
        if (database.url().startsWith("jdbc:h2:")) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(database.url());
            source.setUser(database.user());
            source.setPassword("");
            return source;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.url());
        source.setUser(database.user());
        return source;
    }
}
