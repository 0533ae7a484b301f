package org.hunar.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.hunar.server.storage.Migrations;

/** A PostgreSQL that keeps what it acknowledges, as an operator runs it; the one of most tests trades that for speed. */
public final class DurablePostgreSql implements AutoCloseable {
    /** Who may do everything. */
    public static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private DurablePostgreSql(EmbeddedPostgres server) {
        this.server = server;
    }

    /** With one database, migrated. */
    public static DurablePostgreSql start() {
        return start(builder());
    }

    /** On a folder that it keeps, and always on the same port: started there again it is the same PostgreSQL. */
    public static DurablePostgreSql startIn(Path folder, int port) {
        return start(
                builder().setDataDirectory(folder).setCleanDataDirectory(false).setPort(port));
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    private static DurablePostgreSql start(EmbeddedPostgres.Builder builder) {
        try {
            EmbeddedPostgres server = builder.start();
            Migrations.update(server.getPostgresDatabase());
            return new DurablePostgreSql(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return server.getJdbcUrl(USER, "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
