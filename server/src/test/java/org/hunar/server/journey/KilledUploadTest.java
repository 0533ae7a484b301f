package org.hunar.server.journey;

import java.nio.file.Path;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.Kills;
import org.hunar.server.testing.ServerProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that is killed while a photo comes, between two pieces or in the midst of one: it knows each piece that it
 * acknowledged, and what comes of it is the photo to the byte. Wherever the bytes lie, on both databases.
 */
class KilledUploadTest {
    @ParameterizedTest
    @ValueSource(strings = {"FILES", "DATABASE"})
    void aPhotoGoesOnWhereItWasOnH2(String store, @TempDir Path folder) {
        String url = ServerProcess.durableH2(folder);

        new Kills("H2, uploads in " + store, () -> ServerProcess.start(folder, url, "hunar", inStore(store)))
                .duringUploads();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FILES", "DATABASE"})
    void aPhotoGoesOnWhereItWasOnPostgreSql(String store, @TempDir Path folder) throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            new Kills(
                            "PostgreSQL, uploads in " + store,
                            () -> ServerProcess.start(folder, postgreSql.url(), DurablePostgreSql.USER, inStore(store)))
                    .duringUploads();
        }
    }

    private static String inStore(String store) {
        return "-Ddw.blobs.store=" + store;
    }
}
