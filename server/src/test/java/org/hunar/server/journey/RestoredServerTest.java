package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.hunar.model.programme.Phase;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.PhonesAtWork;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine burns down. What its administrator has is last night's backup, and the phones have the rest. */
class RestoredServerTest {
    private static final int PHONES = 3;
    private static final int CAPTURES = 4;

    @Test
    @Ask(
            value = 20,
            cites = {"kobotoolbox/kpi#3799", "kobo-install#18", "getodk/docs PR#1730"})
    void aBackupTakenWhilePhonesPushAndThePhonesThemselvesBringEverythingBack(@TempDir Path before, @TempDir Path after)
            throws Exception {
        List<String> options = List.of("-Ddw.server.adminConnectors[0].port=" + freePort());
        Path backup = before.resolve("hunar.backup");
        List<FakePhone> phones;
        try (ServerProcess server =
                ServerProcess.start(before, ServerProcess.durableH2(before), "hunar", options.toArray(String[]::new))) {
            WeldingProgramme.setUp(server.api());
            phones = IntStream.range(0, PHONES)
                    .mapToObj(seed -> FakePhone.at(server.api().uri("/"), AMNA, PASSWORD, seed))
                    .toList();
            phones.forEach(phone -> captures(phone, "before"));
            phones.forEach(FakePhone::syncs);

            PhonesAtWork.during(phones.stream().map(RestoredServerTest::work).toList(), () -> {
                assertThat(ServerProcess.command(before, options, "backup", "config.yml", backup.toString()))
                        .contains("The server is running, and makes the backup while phones go on")
                        .contains("has all of")
                        .contains("The key of the names, HUNAR_IDENTITY_KEY, is not in it")
                        .doesNotContain("exit code", "Exception");
                return null;
            });
            phones.forEach(phone -> captures(phone, "after"));
            phones.forEach(FakePhone::syncs);
        }

        ServerProcess.configure(after, ServerProcess.durableH2(after), "hunar");
        assertThat(ServerProcess.command(after, List.of(), "restore", "config.yml", backup.toString()))
                .contains("Restored:")
                .doesNotContain("exit code");

        try (ServerProcess server = ServerProcess.start(after, ServerProcess.durableH2(after), "hunar")) {
            phones.forEach(phone -> phone.signsIn(server.api().uri("/"), AMNA, PASSWORD));
            phones.forEach(FakePhone::syncs);
            phones.forEach(FakePhone::syncs);

            SyncClient client = new SyncClient(server.api(), server.api().token(AMNA, PASSWORD));
            assertThat(phones.get(0).assessments()).hasSize(PHONES * (CAPTURES + 2));
            assertThat(phones).allSatisfy(phone -> {
                assertThat(phone.unsent()).isZero();
                assertThat(Lahore.canonical(phone)).isEqualTo(Lahore.canonical(client));
            });
            assertThat(Files.list(after.resolve("data/blobs")).count())
                    .as("photos came back, from the backup or from the phones")
                    .isPositive();
        }
    }

    /** Captures and hands in, again and again. */
    private static Callable<Void> work(FakePhone phone) {
        return () -> {
            for (int i = 0; i < CAPTURES; i++) {
                captures(phone, "during " + i);
                phone.syncs();
            }
            return null;
        };
    }

    private static void captures(FakePhone phone, String when) {
        String number = when + phone.hashCode();
        phone.registers(LAHORE, number, number);
        Map<String, Object> answers = new HashMap<>(Lahore.answers("yes", 7));
        answers.put("photo", phone.photographs(number.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        phone.records(number, BENCH_TEST, Phase.PRE, BEFORE, answers);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
