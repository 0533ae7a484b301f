package org.hunar.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hunar.server.blob.BlobNode.AMNA;
import static org.hunar.server.blob.BlobNode.MAX_SIZE;
import static org.hunar.server.blob.BlobNode.metadata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.blob.BlobNode.Setting;
import org.hunar.server.http.ProblemException;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On both databases, with the bytes in files and in the database. */
class UploadsTest {
    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    private final TestingClock clock = new TestingClock(TestServer.START);
    private final byte[] photo = random(300_000);

    @ParameterizedTest
    @EnumSource
    void anUploadThatNobodyGoesOnWithExpires(Setting setting) {
        BlobNode node = new BlobNode(setting, setting.kind.create(), folder, clock);
        UUID upload = node.announce(photo).id();
        node.bring(upload, 0, Arrays.copyOf(photo, 1000));
        clock.advance(Duration.ofDays(6));
        node.bring(upload, 1000, Arrays.copyOfRange(photo, 1000, 2000));
        clock.advance(Duration.ofDays(6));
        node.collector.collect();
        assertThat(node.uploads.find(AMNA, upload).received()).isEqualTo(2000);

        clock.advance(Duration.ofDays(1));
        refused(410, () -> node.uploads.find(AMNA, upload));
        refused(410, () -> node.bring(upload, 2000, photo));
        assertThat(node.announce(photo).received())
                .as("what is still there need not be sent again")
                .isEqualTo(2000);

        clock.advance(Duration.ofDays(7));
        node.collector.collect();
        refused(404, () -> node.uploads.find(AMNA, upload));
        assertThat(node.announce(photo).received()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aBlobToWhichNothingRefersGoesAfterAWeek(Setting setting) throws IOException {
        BlobNode node = new BlobNode(setting, setting.kind.create(), folder, clock);
        byte[] other = random(1000);
        BlobHash lost = node.keep(photo);
        clock.advance(Duration.ofDays(5));
        node.keep(other);
        clock.advance(Duration.ofDays(2).plusSeconds(1));
        node.collector.collect();

        assertThat(node.isThere(photo)).isFalse();
        assertThat(node.isThere(other)).isTrue();
        node.database.inSnapshot(tx -> assertThat(node.store.sizeOf(tx, lost)).isEmpty());
        assertThat(node.announce(photo).received()).as("it comes again").isZero();
        node.keep(photo);
        assertThat(node.read(lost)).isEqualTo(photo);
    }

    /** Whoever is first: a blob that a push was told is there is there afterwards. */
    @ParameterizedTest
    @EnumSource
    void aPushThatMeetsACollectionIsToldTheTruth(Setting setting) throws Exception {
        BlobNode node = new BlobNode(setting, setting.kind.create(), folder, clock);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] file = random(100);
            String hash = node.keep(file).hex();
            clock.advance(Duration.ofDays(8));
            EntityId assessment = new EntityId(EntityType.ASSESSMENT, UUID.randomUUID());
            CompletableFuture<Void> collection = CompletableFuture.runAsync(node.collector::collect);
            Set<String> there =
                    node.database.inTransaction(tx -> node.blobs.refer(tx, Map.of(assessment, Set.of(hash))));
            collection.get(30, TimeUnit.SECONDS);
            assertThat(node.isThere(file)).isEqualTo(there.contains(hash));
            node.keep(file);
            clock.advance(Duration.ofDays(8));
            node.collector.collect();
            assertThat(node.isThere(file)).as("once it is referred to").isTrue();
        }
    }

    /** The bytes are gone and the row is not, or the other way about: as after a crash in the middle of a collection. */
    @Test
    void aCrashBetweenFileAndRowLosesNothing() throws IOException {
        BlobNode node = new BlobNode(Setting.H2_AND_FILES, Setting.H2_AND_FILES.kind.create(), folder, clock);
        BlobHash hash = node.keep(photo);
        Path file = folder.resolve(hash.hex().substring(0, 2)).resolve(hash.hex());
        assertThat(file).hasBinaryContent(photo);
        assertThat(folder.resolve("uploads")).isEmptyDirectory();

        node.database.inTransaction(tx -> {
            new BlobDao().delete(tx, hash);
            return hash;
        });
        assertThat(node.announce(photo).isWhole()).as("a file without a row").isTrue();
        assertThat(node.isThere(photo)).isTrue();

        Files.delete(file);
        Upload again = node.announce(photo);
        assertThat(again.received()).as("a row without a file").isZero();
        node.bring(again.id(), 0, photo);
        assertThat(file).hasBinaryContent(photo);
    }

    @ParameterizedTest
    @EnumSource
    void theLatestRequestTakesOverFromOneThatHangs(Setting setting) throws IOException {
        BlobNode node = new BlobNode(setting, setting.kind.create(), folder, clock);
        BlobNode otherNode = new BlobNode(setting.place, node.database, folder, clock);
        byte[] film = random(2 * Patch.PART + 5);
        UUID upload = node.announce(film).id();
        InputStream hanging = new InputStream() {
            private int position;

            @Override
            public int read() {
                throw new IllegalStateException("parts are read in whole");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (position == Patch.PART) {
                    otherNode.bring(upload, position, Arrays.copyOfRange(film, position, film.length));
                }
                int read = Math.min(length, Patch.PART);
                System.arraycopy(film, position, buffer, offset, read);
                position += read;
                return read;
            }
        };
        refused(409, () -> node.bring(upload, 0, hanging, Optional.empty()));
        assertThat(node.read(BlobNode.hashOf(film))).isEqualTo(film);
    }

    @Test
    void tooMuchIsRefused() {
        BlobNode node = new BlobNode(Setting.H2_ALONE, Setting.H2_ALONE.kind.create(), folder, clock);
        refused(413, () -> announce(node, AMNA, MAX_SIZE + 1L, random(16)));
        announce(node, AMNA, MAX_SIZE, random(16));
        announce(node, AMNA, MAX_SIZE, random(16));
        refused(429, () -> announce(node, AMNA, 1, random(16)));
        announce(node, "bilal", 1, random(16));
        clock.advance(Duration.ofDays(7));
        announce(node, AMNA, 1, random(16));
    }

    @Test
    void hostileHeadersAreRefused() {
        String name = BlobNode.hashOf(photo).hex();
        refused(400, () -> Announcement.of("1", null));
        refused(400, () -> Announcement.of("1", ""));
        refused(400, () -> Announcement.of("1", metadata("../../../../etc/passwd", "image/jpeg")));
        refused(400, () -> Announcement.of("1", metadata(name.toUpperCase(Locale.ROOT), "image/jpeg")));
        refused(400, () -> Announcement.of("1", metadata(name + "\n", "image/jpeg")));
        refused(400, () -> Announcement.of("1", metadata(name, "text/html\r\nSet-Cookie: a=b")));
        refused(400, () -> Announcement.of("1", metadata(name, "../jpeg")));
        refused(400, () -> Announcement.of("1", "sha256 !!!,mime aW1hZ2UvanBlZw=="));
        refused(400, () -> Announcement.of("1", metadata(name, "image/jpeg") + ",assessment bm90IGFuIGlk"));
        refused(400, () -> Announcement.of("1", metadata(name, "image/jpeg") + ",mime aW1hZ2UvanBlZw=="));
        refused(400, () -> Announcement.of("1", metadata(name, "image/jpeg") + ",x " + "A".repeat(2000)));
        for (String length : new String[] {null, "", "0", "-1", "1e3", "99999999999999999999"}) {
            refused(400, () -> Announcement.of(length, metadata(name, "image/jpeg")));
        }
        assertThat(Announcement.of("1", metadata(name, "image/jpeg") + ",is_confidential")
                        .size())
                .as("names that we do not know are left alone")
                .isEqualTo(1);
    }

    @Test
    void anAnnouncedSizeThatCannotBeIsRefused() {
        BlobNode node = new BlobNode(Setting.H2_ALONE, Setting.H2_ALONE.kind.create(), folder, clock);
        announce(node, AMNA, 1, photo);
        assertThat(node.announce(photo).size()).as("said again, rightly").isEqualTo(photo.length);
        node.keep(photo);
        refused(400, () -> announce(node, AMNA, 1, photo));
    }

    /** A stray announcement does not cost a phone on a bad link what it has brought; a wrong first one is not for ever. */
    @ParameterizedTest
    @EnumSource
    void bytesThatCameAreKeptWhenTheFileIsAnnouncedWithAnotherSize(Setting setting) throws IOException {
        BlobNode node = new BlobNode(setting, setting.kind.create(), folder, clock);
        UUID upload = node.announce(photo).id();
        node.bring(upload, 0, Arrays.copyOf(photo, 2000));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> announce(node, AMNA, photo.length - 1L, photo))
                .withMessageContaining("Upload-Length was " + photo.length)
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
        Upload still = node.announce(photo);
        assertThat(still.id()).isEqualTo(upload);
        assertThat(still.received()).isEqualTo(2000);
        node.bring(upload, 2000, Arrays.copyOfRange(photo, 2000, photo.length));
        assertThat(node.read(BlobNode.hashOf(photo))).isEqualTo(photo);
    }

    @Test
    void aWrongSizeUnderWhichBytesCameIsNotForEver() {
        BlobNode node = new BlobNode(Setting.H2_ALONE, Setting.H2_ALONE.kind.create(), folder, clock);
        byte[] deleted = random(1000);
        Upload wrong = announce(node, AMNA, 1001, deleted);
        node.bring(wrong.id(), 0, deleted);
        refused(400, () -> node.announce(deleted));
        node.uploads.terminate(AMNA, wrong.id());
        node.keep(deleted);

        byte[] left = random(1000);
        node.bring(announce(node, AMNA, 1001, left).id(), 0, left);
        clock.advance(Duration.ofDays(7));
        node.keep(left);

        byte[] broughtByAnother = random(1000);
        node.bring(announce(node, AMNA, 1001, broughtByAnother).id(), 0, broughtByAnother);
        Upload bilals = announce(node, "bilal", 1000, broughtByAnother);
        node.uploads.append("bilal", bilals.id(), 0, Optional.empty(), -1, new ByteArrayInputStream(broughtByAnother));
        assertThat(node.announce(broughtByAnother).isWhole()).isTrue();
    }

    private static Upload announce(BlobNode node, String owner, long size, byte[] file) {
        String name = BlobNode.hashOf(file).hex();
        return node.uploads.announce(owner, Announcement.of(Long.toString(size), metadata(name, "image/jpeg")));
    }

    private static void refused(int status, ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
