package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A server that is killed ({@code kill -9}) at moments drawn at random, and started again each time: what it had
 * acknowledged is asked for after each kill.
 */
public final class Kills {
    private static final int NUMBER = Integer.getInteger("kills", 3);
    private static final long SEED = Long.getLong("kills.seed", 11);

    private static final int PHONES = 4;
    private static final int MOST_ANSWERS = 40;
    private static final int MOST_PUSHES_WITH_PAUSES = 6;
    private static final int PIECE = 20_000;
    private static final int FILE = 600_000;
    private static final long MOST_PAUSE_NANOS = 150_000_000;
    private static final long MOST_DELAY_NANOS = 8_000_000;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final Supplier<ServerProcess> start;
    private final Random random;
    private final List<WitnessPhone> phones = PhonesAtWork.phones(PHONES);
    private String token = "";

    private final String what;
    private int starts;

    /**
     * Few, as befits a test; more by {@code -Dkills=60}, other moments by {@code -Dkills.seed=2}.
     *
     * @param what is killed, for the line that is printed at the end
     * @param start of the same server each time
     */
    public Kills(String what, Supplier<ServerProcess> start) {
        this.what = what;
        this.start = start;
        this.random = new Random(SEED);
    }

    /** Phones push at once, as fast as they can. */
    public void whilePhonesPush() {
        for (int i = 0; i < NUMBER; i++) {
            try (ServerProcess server = started()) {
                List<Integer> statuses = PhonesAtWork.pushUntil(
                        phones, server, token, 1 + random.nextInt(MOST_ANSWERS), () -> killInAMoment(server));
                assertThat(statuses).as("all phones were cut off").containsOnly(0);
            }
        }
        end(started());
    }

    /** One phone pushes now and then, so that hours seem to pass between small commits; the server dies in a pause. */
    public void inPauses() {
        for (int i = 0; i < NUMBER; i++) {
            try (ServerProcess server = started()) {
                SyncClient client = new SyncClient(server.api(), token);
                int pushes = 1 + random.nextInt(MOST_PUSHES_WITH_PAUSES);
                for (int push = 0; push < pushes; push++) {
                    assertThat(phones.get(0).pushNew(client).statusCode()).isEqualTo(OK);
                    LockSupport.parkNanos(random.nextLong(MOST_PAUSE_NANOS));
                }
                server.kill();
            }
        }
        end(started());
    }

    /** A photo comes in small pieces; the server dies between two of them, or while one is on its way. */
    public void duringUploads() {
        Photo photo = new Photo();
        for (int i = 0; i < NUMBER; i++) {
            try (ServerProcess server = started()) {
                photo = photo.bringOnUntilKilled(server, 1 + random.nextInt(FILE / PIECE / 3));
            }
        }
        try (ServerProcess server = started()) {
            photo.bringToItsEnd(server);
            server.kill();
        }
        try (ServerProcess server = started()) {
            photo.assertIsWhole(server);
            end(server);
        }
    }

    private void end(ServerProcess server) {
        server.close();
        System.out.printf("%s: %d kills, nothing lost (seed %d)%n", what, starts - 1, SEED);
    }

    private ServerProcess started() {
        ServerProcess server = start.get();
        starts++;
        try {
            if (token.isEmpty()) {
                token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            } else {
                WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), phones);
            }
            return server;
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    private void killInAMoment(ServerProcess server) {
        LockSupport.parkNanos(random.nextLong(MOST_DELAY_NANOS));
        server.kill();
    }

    /** A photo on its way, and how much of it was acknowledged. */
    private final class Photo {
        private final byte[] bytes = new byte[FILE];
        private int acknowledged;
        private int sent;

        private Photo() {
            random.nextBytes(bytes);
        }

        /** @return the photo to go on with: this one, or another if it was brought to its end */
        private Photo bringOnUntilKilled(ServerProcess server, int pieces) {
            TusClient amna = new TusClient(server.api(), token);
            String upload = goOn(amna);
            for (int piece = 0; piece < pieces && acknowledged < FILE; piece++) {
                sendPiece(amna, upload);
            }
            if (acknowledged == FILE) {
                bringToItsEnd(server);
                server.kill();
                return new Photo();
            }
            if (random.nextBoolean()) {
                server.kill();
            } else {
                PhonesAtWork.during(List.of(() -> sendPieceOrBeCutOff(amna, upload)), () -> {
                    killInAMoment(server);
                    return null;
                });
            }
            return this;
        }

        private void bringToItsEnd(ServerProcess server) {
            TusClient amna = new TusClient(server.api(), token);
            String upload = goOn(amna);
            while (acknowledged < FILE) {
                sendPiece(amna, upload);
            }
            assertIsWhole(server);
        }

        /** The server holds the bytes against the hash before it calls a file whole. */
        private void assertIsWhole(ServerProcess server) {
            TusClient amna = new TusClient(server.api(), token);
            assertThat(TusClient.offset(amna.announce(bytes, "image/jpeg"))).isEqualTo(FILE);
        }

        /** The server knows all that it acknowledged, and nothing that was not sent. */
        private String goOn(TusClient amna) {
            String upload = URI.create(TusClient.location(amna.announce(bytes, "image/jpeg")))
                    .getPath();
            int offset = (int) TusClient.offset(amna.head(upload));
            assertThat(offset).isBetween(acknowledged, Math.max(acknowledged, sent));
            acknowledged = offset;
            return upload;
        }

        private void sendPiece(TusClient amna, String upload) {
            sent = Math.min(FILE, acknowledged + PIECE);
            var answer = amna.patch(upload, acknowledged, Arrays.copyOfRange(bytes, acknowledged, sent));
            assertThat(answer.statusCode()).as(TusClient.text(answer)).isEqualTo(NO_CONTENT);
            acknowledged = (int) TusClient.offset(answer);
        }

        private boolean sendPieceOrBeCutOff(TusClient amna, String upload) {
            try {
                sendPiece(amna, upload);
                return true;
            } catch (UncheckedIOException noAnswer) {
                return false;
            }
        }
    }
}
