package org.hunar.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hunar.server.auth.OperatorTickets;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.Retry;
import org.hunar.server.sync.SyncFeature;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    static final String KEY = "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtISE=";
    private static final TokensConfig TOKENS = new TokensConfig(Optional.of(KEY), null, null, null, null);
    private static final byte[] PHOTO = "the seam".repeat(400_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @DatabaseTest
    void whatIsInOneDatabaseComesIntoTheOtherAsItWas(TestDatabase.Kind kind) throws Exception {
        TestDatabase.Kind other = kind == TestDatabase.Kind.H2 ? TestDatabase.Kind.POSTGRESQL : TestDatabase.Kind.H2;
        try (TestServer server = TestServer.start(kind)) {
            fill(server);
            Path file = backUp(server);
            Manifest manifest = new BackupFile(file).verify();
            TestDatabase empty = other.create();

            tools().restore(site(empty, KEY), file, told::add);

            assertThat(manifest.database()).isEqualTo(kind.name());
            assertThat(manifest.files()).isOne();
            assertThat(manifest.fileBytes()).isEqualTo(PHOTO.length);
            assertThat(manifest.missing()).isEmpty();
            Path second = folder.resolve("second");
            tools().backUp(site(empty, KEY), second, told::add);
            assertSame(manifest, new BackupFile(second).verify());
            goesOn(empty);
        }
    }

    /** Broken off at each line that it tells, it goes on the next time; until the end no server starts. */
    @DatabaseTest
    void aRestoreThatIsBrokenOffIsGoneOnWith(TestDatabase.Kind kind) throws Exception {
        Path file = smallBackup();
        Manifest manifest = new BackupFile(file).verify();
        TestDatabase database = kind.create();
        Site site = site(database, KEY);
        int interruptions = 0;
        boolean done = false;
        while (!done) {
            int limit = 1 + 7 * interruptions;
            try {
                tools().restore(site, file, new Consumer<String>() {
                    private int lines;

                    @Override
                    public void accept(String line) {
                        lines++;
                        if (lines > limit) {
                            throw new IllegalStateException("the power failed");
                        }
                    }
                });
                done = true;
            } catch (IllegalStateException powerFailed) {
                interruptions++;
                if (interruptions > 1) {
                    assertThatThrownBy(() -> tools().backUp(site, folder.resolve("half"), told::add))
                            .isInstanceOf(RefusedToStartException.class)
                            .hasMessageContaining("run restore with the same file again");
                }
            }
        }

        assertThat(interruptions).isGreaterThan(2);
        Path second = folder.resolve("second");
        tools().backUp(site, second, told::add);
        assertSame(manifest, new BackupFile(second).verify());
    }

    @Test
    void aFileThatIsCutShortAnywhereIsNoBackup() throws IOException {
        byte[] whole = Files.readAllBytes(smallBackup());
        for (int length = whole.length - 1; length >= 0; length -= Math.max(1, whole.length / 150)) {
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new BackupFile(cut).verify())
                    .as("of %d bytes", length)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("is cut short, damaged, or no backup");
        }
    }

    /** Some bytes of a ZIP mean nothing, such as the date of a part; with another one there the backup is the same. */
    @Test
    void aByteThatIsAnotherIsFoundIfItMeansAnything() throws IOException {
        Path file = smallBackup();
        Manifest right = new BackupFile(file).verify();
        byte[] whole = Files.readAllBytes(file);
        int found = 0;
        for (int at = 40; at < whole.length; at += whole.length / 150) {
            byte[] other = whole.clone();
            other[at] ^= 0x10;
            try {
                Path damaged = Files.write(folder.resolve("damaged"), other);
                assertThat(new BackupFile(damaged).verify()).isEqualTo(right);
            } catch (BackupException e) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(50);
    }

    @Test
    void anotherKeyOfTheNamesIsRefusedBeforeAnythingIsChanged() throws Exception {
        Path file = smallBackup();
        TestDatabase empty = TestDatabase.Kind.H2.create();
        String otherKey = Base64.getEncoder().encodeToString(new byte[32]);

        assertThatThrownBy(() -> tools().restore(site(empty, otherKey), file, told::add))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("sealed with another key than that of identity.key")
                .hasMessageContaining("it is not in the backup");
        IdentityConfig none = new IdentityConfig(Optional.empty(), null, folder.resolve("identity.key"));
        Site withoutKey = new Site(empty.config(), none, blobs(), TOKENS, Optional.empty());
        assertThatThrownBy(() -> tools().restore(withoutKey, file, told::add))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("is not there: put it back from where you keep a copy");
        assertThat(folder.resolve("identity.key")).doesNotExist();

        tools().restore(site(empty, KEY), file, told::add);
    }

    @DatabaseTest
    void nothingIsWrittenOver(TestDatabase.Kind kind) throws Exception {
        Path file = smallBackup();
        TestDatabase used = kind.create();
        tools().restore(site(used, KEY), file, told::add);

        assertThatThrownBy(() -> tools().restore(site(used, KEY), file, told::add))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("not empty, and nothing in it is written over");
    }

    @Test
    void aDiskThatIsFullLeavesTheLastBackupAndNoHalfOne() throws Exception {
        Path file = folder.resolve("backup");
        Files.writeString(file, "the last one");

        assertThatThrownBy(() -> new NewFile(file)
                        .write(
                                out -> {
                                    out.write(new byte[100_000]);
                                    throw new IOException("No space left on device");
                                },
                                written -> written))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("No space left on device; there is no half of it");

        assertThat(file).hasContent("the last one");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void onlyTheOwnerOfTheServerTakesABackupFromIt() throws Exception {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            TokensConfig others = new TokensConfig(
                    Optional.of(Base64.getEncoder().encodeToString(new byte[32])), null, null, null, null);
            OperatorTickets notOurs = new OperatorTickets(others, new SecureRandom(), server.clock());
            RunningServer stranger = new RunningServer(server.admin(), notOurs);

            assertThatThrownBy(() -> stranger.backUp(OutputStream.nullOutputStream()))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("has another token key than this config.yml names");
            assertThat(new OperatorTickets(TOKENS, new SecureRandom(), server.clock())
                            .admits("Bearer " + server.adminToken()))
                    .as("who is signed in is not the owner of the machine")
                    .isFalse();
            ByteArrayOutputStream taken = new ByteArrayOutputStream();
            new RunningServer(server.admin(), new OperatorTickets(TOKENS, new SecureRandom(), server.clock()))
                    .backUp(taken);
            assertThat(taken.size()).isPositive();
        }
    }

    static void fill(TestServer server) {
        String token = WeldingProgramme.setUp(server).tokenOf(WeldingProgramme.AMNA);
        assertThat(new WitnessPhone().pushNew(new SyncClient(server, token)).statusCode())
                .isEqualTo(200);
        new TusClient(server.api(), token).bring(PHOTO, "image/jpeg");
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

    /** A server on the restored database tells phones that it is another epoch, and numbers its rows on. */
    static void goesOn(TestDatabase restored) {
        try (TestServer server = TestServer.over(restored)) {
            assertThat(TestServer.json(server.get("/api/v1/hello", "")).integer("epoch"))
                    .isGreaterThan(1);
            String token = server.token(WeldingProgramme.AMNA, WeldingProgramme.PASSWORD);
            assertThat(new WitnessPhone().pushNew(new SyncClient(server, token)).statusCode())
                    .isEqualTo(200);
            assertThat(new TusClient(server.api(), token)
                            .announce(PHOTO, "image/jpeg")
                            .headers()
                            .firstValueAsLong("Upload-Offset"))
                    .as("the photo came along")
                    .hasValue(PHOTO.length);
        }
    }

    private Path backUp(TestServer server) throws IOException {
        Path file = folder.resolve("backup");
        try (OutputStream out = Files.newOutputStream(file)) {
            new RunningServer(server.admin(), new OperatorTickets(TOKENS, new SecureRandom(), server.clock()))
                    .backUp(out);
        }
        return file;
    }

    /** Of a store that was migrated and never used. */
    private Path smallBackup() {
        Path file = folder.resolve("small");
        tools().backUp(site(sealed(), KEY), file, told::add);
        return file;
    }

    private static TestDatabase sealed() {
        TestDatabase database = TestDatabase.Kind.H2.create();
        try (TestServer server = TestServer.over(database)) {
            assertThat(server.adminToken()).isNotEmpty();
        }
        return database;
    }

    /** All but the epoch and what the server itself noted at its start. */
    static void assertSame(Manifest one, Manifest other) {
        assertThat(contents(other)).isEqualTo(contents(one));
        assertThat(other.files()).isEqualTo(one.files());
    }

    private static List<String> contents(Manifest manifest) {
        return manifest.tables().stream()
                .filter(table -> !table.name().equals("epoch"))
                .map(table -> table.name() + " " + table.rows() + " " + table.content())
                .sorted()
                .toList();
    }

    static Site site(TestDatabase database, String key) {
        IdentityConfig identity = new IdentityConfig(Optional.of(key), null, null);
        return new Site(database.config(), identity, blobs(), TOKENS, Optional.empty());
    }

    private static BlobConfig blobs() {
        return new BlobConfig(BlobConfig.Place.DATABASE, null, null, null, null, null, null);
    }

    static BackupTools tools() {
        Retry retry = new Retry(new SecureRandom(), pause -> Thread.sleep(pause.toMillis()));
        return new BackupTools(
                DatabaseUrl.DURABLE_OR_IN_MEMORY,
                retry,
                new SecureRandom(),
                () -> TestServer.START,
                SyncFeature::raiseEpoch);
    }
}
