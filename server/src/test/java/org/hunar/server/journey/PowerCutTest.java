package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.PhonesAtWork;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.Volume;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cut of power under a real server, on H2 and on PostgreSQL, on an ext4 of its own. What is simulated: the file system is shut down
 * without its journal being flushed, which throws away all that was written and not yet forced to the disk, and is then
 * mounted anew, which replays the journal; it is how the tests of Linux's own file systems cut the power. What is not:
 * a disk that lies about what it has forced, or one that tears a sector.
 */
class PowerCutTest {
    private static final int MEGABYTES = 64;
    private static final int POSTGRESQL_MEGABYTES = 512;
    private static final int CUTS = 2;
    private static final int PHONES = 4;
    private static final int PUSHES_BEFORE_A_CUT = 16;

    @Test
    void nothingAcknowledgedIsLost(@TempDir Path folder) throws Exception {
        Path image = Volume.image(folder.resolve("disk.img"), MEGABYTES);
        Path data = folder.resolve("data");
        String url = ServerProcess.durableH2(data);
        List<WitnessPhone> phones = PhonesAtWork.phones(PHONES);
        byte[] photo = new byte[300_000];
        new Random(7).nextBytes(photo);
        String token;
        String upload;
        try (Volume disk = Volume.onDisk(data, image);
                ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
            token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            TusClient amna = new TusClient(server.api(), token);
            upload = URI.create(TusClient.location(amna.announce(photo, "image/jpeg")))
                    .getPath();
            assertThat(TusClient.offset(amna.patch(upload, 0, Arrays.copyOf(photo, photo.length / 2))))
                    .isEqualTo(photo.length / 2);
            cutUnderLoad(disk, server, token, phones);
        }
        for (int cuts = 1; cuts < CUTS; cuts++) {
            try (Volume disk = Volume.onDisk(data, image);
                    ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
                WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), phones);
                cutUnderLoad(disk, server, token, phones);
            }
        }
        try (Volume disk = Volume.onDisk(data, image);
                ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
            assertThat(disk.path()).exists();
            WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), phones);
            TusClient amna = new TusClient(server.api(), token);
            assertThat(TusClient.offset(amna.head(upload))).isEqualTo(photo.length / 2);
            amna.bring(photo, "image/jpeg");
            // complete, and so by the hash of all its bytes the one that was announced
            assertThat(TusClient.offset(amna.announce(photo, "image/jpeg"))).isEqualTo(photo.length);
        }
    }

    /** PostgreSQL on the disk that fails, the server beside it. */
    @Test
    void nothingAcknowledgedIsLostOnPostgreSql(@TempDir Path folder) throws Exception {
        Path image = Volume.image(folder.resolve("disk.img"), POSTGRESQL_MEGABYTES);
        Path mountPoint = folder.resolve("data");
        Path data = mountPoint.resolve("postgresql");
        int port = freePort();
        List<WitnessPhone> phones = PhonesAtWork.phones(PHONES);
        String token = "";
        for (int cuts = 0; cuts <= CUTS; cuts++) {
            try (Volume disk = Volume.onDisk(mountPoint, image)) {
                DurablePostgreSql postgreSql = DurablePostgreSql.startIn(data, port);
                ProcessHandle postmaster = DurablePostgreSql.postmaster(data);
                try (ServerProcess server = ServerProcess.start(folder, postgreSql.url(), DurablePostgreSql.USER)) {
                    if (cuts == 0) {
                        token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
                    }
                    WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), phones);
                    if (cuts < CUTS) {
                        cutUnderLoad(disk, server, token, phones);
                    }
                } finally {
                    postgreSql.kill(postmaster);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The cut is one: what was not forced is gone by it. */
    @Test
    void whatIsNotForcedIsLostByTheCut(@TempDir Path folder) throws Exception {
        Path image = Volume.image(folder.resolve("disk.img"), MEGABYTES);
        Path data = folder.resolve("data");
        try (Volume disk = Volume.onDisk(data, image)) {
            write(data.resolve("written"), "rw");
            write(data.resolve("forced"), "rwd");
            disk.cutPower();
        }
        try (Volume disk = Volume.onDisk(data, image)) {
            assertThat(disk.path().resolve("forced")).hasSize(4096);
            assertThat(Files.exists(data.resolve("written")) ? Files.size(data.resolve("written")) : 0)
                    .isZero();
        }
    }

    private static void write(Path file, String mode) throws Exception {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), mode)) {
            open.write(new byte[4096]);
        }
    }

    private static void cutUnderLoad(Volume disk, ServerProcess server, String token, List<WitnessPhone> phones) {
        List<Integer> statuses = PhonesAtWork.pushUntil(phones, server, token, PUSHES_BEFORE_A_CUT, disk::cutPower);
        assertThat(statuses).containsOnly(503);
        server.kill();
    }
}
