package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.server.conformance.proxy.Fault;
import org.hunar.server.conformance.proxy.FaultProxy;
import org.hunar.server.conformance.proxy.FaultSource;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class PhotoOnABadLinkTest {
    private static final int PHOTO_BYTES = 1_500_000;
    private static final int ARRIVES_OF_A_REQUEST = 100_000;
    private static final int CUTS = 4;
    private static final int MOST_ROUNDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @DatabaseTest
    @Ask(
            value = 1,
            cites = {"getodk/collect#7356", "getodk/getodk#577", "ODK Central docs, uploads do not resume"})
    void aPhotoGoesOnFromWhereTheLinkBrokeWhileTheResultsAreLongThere(TestDatabase.Kind kind) throws Exception {
        byte[] photo = new byte[PHOTO_BYTES];
        new Random(7).nextBytes(photo);
        FaultSource cuts = FaultSource.script(Stream.generate(() -> Fault.cutRequestAt(ARRIVES_OF_A_REQUEST))
                        .limit(CUTS)
                        .toArray(Fault[]::new))
                .onlyFor("/uploads/");
        try (TestServer server = TestServer.start(kind);
                FaultProxy link = FaultProxy.to(server.uri("/")).faults(cuts).start()) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = FakePhone.at(link.uri(), AMNA, PASSWORD, 1);
            amna.syncs();
            Map<String, Object> answers = new HashMap<>(Lahore.answers("no", 2));
            Map<String, Object> file = amna.photographs(photo);
            answers.put("photo", file);
            amna.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, answers);

            assertThat(amna.round().outcome()).isEqualTo(SyncReport.Outcome.LATER);
            assertThat(lahore.report().object("funnel").integer("pre")).isOne();
            List<Long> arrived = new ArrayList<>(List.of(arrivedBeyond(0, server, lahore, file)));
            for (int round = 1; round < MOST_ROUNDS && last(arrived) < PHOTO_BYTES; round++) {
                amna.passes(amna.round().callAgainAfter().orElse(Duration.ZERO));
                arrived.add(arrivedBeyond(last(arrived), server, lahore, file));
            }

            assertThat(arrived).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
            assertThat(arrived.get(0)).isBetween(ARRIVES_OF_A_REQUEST / 2L, PHOTO_BYTES / 2L);
            assertThat(Arrays.equals(downloaded(server, lahore, file), photo)).isTrue();
        }
    }

    private static long last(List<Long> numbers) {
        return numbers.get(numbers.size() - 1);
    }

    /** The phone may be done before the server has heard that the link broke, and counts what it brought. */
    private static long arrivedBeyond(long before, TestServer server, Lahore lahore, Map<String, Object> file) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long arrived = arrived(server, lahore, file);
        while (arrived == before && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            arrived = arrived(server, lahore, file);
        }
        return arrived;
    }

    /** Bytes of the file that the server has, as it tells whoever announces the file once more. */
    private static long arrived(TestServer server, Lahore lahore, Map<String, Object> file) {
        HttpResponse<String> answer = server.send(server.request(
                        "/api/v1/uploads", lahore.programme().tokenOf(AMNA))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", file.get("size").toString())
                .header("Upload-Metadata", "sha256 " + base64(file.get("sha256")) + ",mime " + base64(file.get("mime")))
                .POST(HttpRequest.BodyPublishers.noBody()));
        return answer.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    private static byte[] downloaded(TestServer server, Lahore lahore, Map<String, Object> file) throws Exception {
        HttpRequest.Builder request = server.request(
                "/api/v1/blobs/" + file.get("sha256"), lahore.programme().tokenOf(AMNA));
        return HttpClient.newHttpClient()
                .send(request.GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static String base64(Object text) {
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
