package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos on disk against what the database knows, as after a restore in which one of the two was older. */
class BlobsCheckTest {
    private final byte[] photo = new byte[5_000];
    private final byte[] underWay = new byte[6_000];

    @TempDir
    Path folder;

    @Test
    void onH2() throws Exception {
        examine(ServerProcess.durableH2(folder), "hunar");
    }

    @Test
    void onPostgreSql() throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            examine(postgreSql.url(), DurablePostgreSql.USER);
        }
    }

    private void examine(String url, String user) throws Exception {
        Arrays.fill(underWay, (byte) 1);
        String upload;
        try (ServerProcess server = ServerProcess.start(folder, url, user, "-Ddw.blobs.store=FILES")) {
            TusClient amna = new TusClient(
                    server.api(), WeldingProgramme.setUp(server.api()).tokenOf(AMNA));
            amna.bring(photo, "image/jpeg");
            upload = URI.create(TusClient.location(amna.announce(underWay, "image/jpeg")))
                    .getPath();
            amna.patch(upload, 0, Arrays.copyOf(underWay, 4_000));
        }
        Path blobs = folder.resolve("data").resolve("blobs");
        String hash = TusClient.sha256(photo);
        Path whole = blobs.resolve(hash.substring(0, 2)).resolve(hash);
        Path part = blobs.resolve("uploads").resolve(Path.of(upload).getFileName());

        assertOnly(look(url, user, blobs), Finding.Level.OK, "all 2 that the database knows are in " + blobs);

        Files.writeString(whole.resolveSibling("0".repeat(64)), "nobody's");
        assertOnly(look(url, user, blobs), Finding.Level.WARNING, "1 in " + blobs + " are unknown to the database");
        Files.delete(whole.resolveSibling("0".repeat(64)));

        Files.write(part, new byte[3_999]);
        assertOnly(look(url, user, blobs), Finding.Level.WRONG, "1 that the database knows are missing or cut short");

        Files.delete(whole);
        assertOnly(look(url, user, blobs), Finding.Level.WRONG, "2 that the database knows are missing or cut short");
    }

    private static Iterable<Finding> look(String url, String user, Path blobs) {
        StorageConfig config = new StorageConfig();
        config.setUrl(url);
        config.setUser(user);
        return new BlobsCheck(config, blobs).look();
    }

    private static void assertOnly(Iterable<Finding> findings, Finding.Level level, String sentence) {
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.sentence()).contains(sentence);
        });
    }
}
