package org.hunar.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hunar.server.blob.BlobNode.Setting;
import org.hunar.server.http.ProblemException;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;

/** I19: any sequence of cut requests ends in identical bytes; wrong bytes are never complete. */
class UploadPropertiesTest {
    private static final Map<TestDatabase.Kind, TestDatabase> DATABASES = new EnumMap<>(TestDatabase.Kind.class);
    private static Path directory;

    @BeforeContainer
    static void open() throws IOException {
        directory = Files.createTempDirectory("blobs");
        for (TestDatabase.Kind kind : TestDatabase.Kind.values()) {
            DATABASES.put(kind, kind.create());
        }
    }

    @AfterContainer
    static void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** What may happen on the way. */
    enum Event {
        ARRIVES,
        IS_CUT,
        ARRIVES_SPOILED,
        IS_REPEATED,
        GOES_ELSEWHERE,
        IS_ANNOUNCED_AGAIN,
        SERVER_STARTS_ANEW
    }

    /**
     * @param share of the file that the request brings, in percent
     * @param checked whether it carries a checksum
     */
    record Step(Event event, int share, boolean checked) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Event.class), Arbitraries.integers().between(0, 60), Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 60)
    void anySequenceEndsInIdenticalBytes(
            @ForAll Setting setting,
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = 1, max = 3 * Patch.PART) int size,
            @ForAll long seed)
            throws IOException {
        byte[] file = new byte[size];
        new Random(seed).nextBytes(file);
        Way way = new Way(setting, file);

        for (Step step : steps) {
            way.take(step);
            way.assertOffset();
        }
        way.bringTheRest();

        assertThat(way.node.read(BlobNode.hashOf(file))).isEqualTo(file);
        assertThat(way.node.announce(file).isWhole()).isTrue();
    }

    /** One file on its way, and what its phone thinks of how far it is. */
    private static final class Way {
        private final Setting setting;
        private final byte[] file;
        private BlobNode node;
        private UUID upload;
        private int offset;
        private boolean spoiled;

        Way(Setting setting, byte[] file) {
            this.setting = setting;
            this.file = file;
            startServer();
            Upload announced = node.announce(file);
            upload = announced.id();
            // jqwik tries the same small files again and again, and what was brought once is there
            offset = (int) announced.received();
        }

        void take(Step step) {
            int length = (int) Math.min(file.length - offset, (long) file.length * step.share() / 100);
            byte[] bytes = Arrays.copyOfRange(file, offset, offset + length);
            switch (step.event()) {
                case ARRIVES -> arrive(bytes, step.checked());
                case IS_CUT -> isCut(bytes, step.checked());
                case ARRIVES_SPOILED -> arriveSpoiled(bytes, step.checked());
                case IS_REPEATED -> refused(409, Math.max(0, offset - length - 1), bytes);
                case GOES_ELSEWHERE -> refused(409, offset + 1 + length, bytes);
                case IS_ANNOUNCED_AGAIN -> assertThat(node.announce(file).id()).isEqualTo(upload);
                default -> startServer();
            }
        }

        void assertOffset() throws IOException {
            Upload known = node.uploads.find(BlobNode.AMNA, upload);
            assertThat(known.received()).isEqualTo(offset);
            if (known.isWhole()) {
                assertThat(node.read(known.hash())).isEqualTo(file);
            }
        }

        void bringTheRest() {
            if (spoiled) {
                refused(460, offset, Arrays.copyOfRange(file, offset, file.length));
                offset = 0;
                spoiled = false;
            }
            arrive(Arrays.copyOfRange(file, offset, file.length), true);
            assertThat(node.uploads.find(BlobNode.AMNA, upload).isWhole()).isTrue();
        }

        private void startServer() {
            node = new BlobNode(setting, DATABASES.get(setting.kind), directory, new TestingClock(TestServer.START));
        }

        private void arrive(byte[] bytes, boolean checked) {
            if (spoiled && offset + bytes.length == file.length && bytes.length > 0) {
                refused(460, offset, bytes);
                offset = 0;
                spoiled = false;
                return;
            }
            InputStream body = new ByteArrayInputStream(bytes);
            offset = (int)
                    node.bring(upload, offset, body, checksum(bytes, checked)).received();
        }

        private void isCut(byte[] bytes, boolean checked) {
            if (offset + bytes.length == file.length) {
                return;
            }
            InputStream body = new SequenceInputStream(new ByteArrayInputStream(bytes), new CutOff());
            Optional<Checksum> checksum = checksum(file, checked);
            assertRefused(408, () -> node.bring(upload, offset, body, checksum));
            offset += bytes.length;
        }

        private void arriveSpoiled(byte[] bytes, boolean checked) {
            if (bytes.length == 0) {
                return;
            }
            byte[] wrong = bytes.clone();
            wrong[wrong.length / 2] ^= 1;
            if (checked) {
                assertRefused(
                        460, () -> node.bring(upload, offset, new ByteArrayInputStream(wrong), checksum(bytes, true)));
            } else if (offset + wrong.length == file.length) {
                refused(460, offset, wrong);
                offset = 0;
                spoiled = false;
            } else {
                spoiled = true;
                offset = (int) node.bring(upload, offset, wrong).received();
            }
        }

        private void refused(int status, long at, byte[] bytes) {
            if (at != offset || status == 460) {
                assertRefused(status, () -> node.bring(upload, at, bytes));
            }
        }

        private static void assertRefused(int status, Runnable request) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(request::run)
                    .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
        }

        private static Optional<Checksum> checksum(byte[] bytes, boolean checked) {
            String sha256 = BlobNode.base64(
                    HexFormat.of().parseHex(BlobNode.hashOf(bytes).hex()));
            return checked ? Optional.of(Checksum.of("sha256 " + sha256)) : Optional.empty();
        }
    }

    /** A connection that ends where more was announced. */
    private static final class CutOff extends InputStream {
        @Override
        public int read() throws IOException {
            throw new EOFException("cut");
        }
    }
}
