package org.hunar.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hunar.server.storage.Migrations;

/** The data of a PostgreSQL that has ended, with one database, migrated: made once a JVM, and copied for each that needs it. */
final class PreparedPostgreSql {
    private static final class Holder {
        private static final Path FOLDER = make();
    }

    private PreparedPostgreSql() {}

    /** @param folder that is not there yet, or empty */
    static Path copyTo(Path folder) {
        return Folders.copy(Holder.FOLDER, folder);
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("hunar-postgresql");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
            try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start()) {
                Migrations.update(server.getPostgresDatabase());
            }
            Files.delete(folder.resolve("epg-lock"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
