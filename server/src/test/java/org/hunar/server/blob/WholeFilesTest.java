package org.hunar.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.hunar.server.blob.BlobNode.Setting;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that come with a form of ODK Collect: copied before anything refers to them. */
class WholeFilesTest {
    private static final int MORE_THAN_A_PIECE = 1_200_000;

    private final TestingClock clock = new TestingClock(TestServer.START);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffIsClearedAwayAndWhatComesWholeIsThereOnce(Setting setting) throws IOException {
        BlobNode node = new BlobNode(setting, setting.kind.create(), folder, clock);
        WholeFiles files = new WholeFiles(node.database, node.store, node.blobs, new Random(1), clock);
        byte[] photo = new byte[MORE_THAN_A_PIECE];
        new Random(2).nextBytes(photo);

        AtomicInteger opened = new AtomicInteger();
        assertThatThrownBy(() -> files.keep(
                        "image/jpeg",
                        () -> opened.getAndIncrement() == 0 ? new ByteArrayInputStream(photo) : breaking(photo)))
                .isInstanceOf(BlobStoreException.class);
        assertThat(node.isThere(photo)).isFalse();
        assertThat(count(node, "uploads")).isEqualTo(1);
        clock.advance(Duration.ofDays(2));
        node.collector.collect();
        assertThat(count(node, "uploads")).isZero();
        assertThat(count(node, "blob_chunks")).isZero();
        assertThat(folder.toFile().listFiles(file -> file.getName().equals("uploads") && file.list().length > 0))
                .isEmpty();

        WholeFiles.Kept kept = files.keep("a picture", () -> new ByteArrayInputStream(photo));
        assertThat(kept.mime()).isEqualTo("application/octet-stream");
        assertThat(files.keep("image/jpeg", () -> new ByteArrayInputStream(photo))
                        .sha256())
                .isEqualTo(kept.sha256());
        assertThat(node.read(new BlobHash(kept.sha256()))).isEqualTo(photo);
        assertThat(count(node, "uploads")).isZero();
        assertThat(count(node, "blobs")).isEqualTo(1);

        for (int i = 0; i < 2; i++) {
            WholeFiles.Kept empty = files.keep("image/jpeg", () -> new ByteArrayInputStream(new byte[0]));
            assertThat(empty.size())
                    .as("of a picture that the camera could not take")
                    .isZero();
            assertThat(node.read(new BlobHash(empty.sha256()))).isEmpty();
        }
        assertThat(count(node, "blobs")).isEqualTo(2);
    }

    private static InputStream breaking(byte[] photo) {
        InputStream end = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(photo, photo.length - 1)), end);
    }

    private static int count(BlobNode node, String table) {
        return node.database.inSnapshot(tx -> tx.handle()
                .createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }
}
