package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, each a process of its own, on one PostgreSQL: to a phone they are one server. */
class TwoServersTest {
    private static final int PHONES = 4;
    private static final int ROUNDS = 6;

    @Test
    void eachPhoneTalksToBothAtOnceAndEachPushHasOneEffect(@TempDir Path one, @TempDir Path other) throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start();
                ServerProcess north = ServerProcess.start(one, postgreSql.url(), DurablePostgreSql.USER);
                ServerProcess south = ServerProcess.start(other, postgreSql.url(), DurablePostgreSql.USER)) {
            String token = WeldingProgramme.setUp(north.api()).tokenOf(AMNA);
            SyncClient atNorth = new SyncClient(north.api(), token);
            SyncClient atSouth = new SyncClient(south.api(), token);
            List<WitnessPhone> phones =
                    Stream.generate(WitnessPhone::new).limit(PHONES).toList();
            for (int round = 0; round < ROUNDS; round++) {
                together(phones, atNorth, atSouth);
                alternately(phones, atNorth, atSouth);
            }

            WitnessPhone.assertNothingIsLost(atSouth, phones);
            assertThat(atNorth.canonicalState("cohort:" + LAHORE))
                    .isEqualTo(atSouth.canonicalState("cohort:" + LAHORE));
            assertIsDense(atNorth.pullAll().values().stream()
                    .filter(item -> item.scope().equals("cohort:" + LAHORE))
                    .toList());
        }
    }

    /** Every phone sends the very same push to both at the same moment: one says APPLIED, the other DUPLICATE. */
    private static void together(List<WitnessPhone> phones, SyncClient one, SyncClient other) throws Exception {
        ExecutorService lines = Executors.newFixedThreadPool(2 * PHONES);
        try {
            List<Callable<HttpResponse<String>>> pushes = new ArrayList<>();
            for (WitnessPhone phone : phones) {
                String push = phone.capture();
                pushes.add(() -> one.pushRaw(push));
                pushes.add(() -> other.pushRaw(push));
            }
            List<Future<HttpResponse<String>>> answers = lines.invokeAll(pushes);
            for (int i = 0; i < answers.size(); i += 2) {
                assertThat(statuses(answers.get(i), answers.get(i + 1)))
                        .containsExactlyInAnyOrder("APPLIED", "DUPLICATE");
            }
        } finally {
            lines.shutdownNow();
        }
    }

    private static void alternately(List<WitnessPhone> phones, SyncClient one, SyncClient other) {
        for (WitnessPhone phone : phones) {
            assertThat(phone.pushNew(one).statusCode()).isEqualTo(200);
            assertThat(phone.repeat(other).statusCode()).isEqualTo(200);
            assertThat(phone.pushNew(other).statusCode()).isEqualTo(200);
            assertThat(phone.repeat(one).statusCode()).isEqualTo(200);
        }
    }

    /** What each of the two answers says of all its operations. */
    private static List<String> statuses(Future<HttpResponse<String>> one, Future<HttpResponse<String>> other)
            throws Exception {
        List<String> statuses = new ArrayList<>();
        for (Future<HttpResponse<String>> each : List.of(one, other)) {
            assertThat(each.get().statusCode()).as(each.get().body()).isEqualTo(200);
            ApiClient.json(each.get()).objects("results").stream()
                    .map(result -> result.text("status"))
                    .distinct()
                    .forEach(statuses::add);
        }
        return statuses;
    }

    /** Nothing was changed twice, so each number of the scope's counter must be that of one thing. */
    private static void assertIsDense(List<FeedItem> items) {
        long last = items.stream().mapToLong(FeedItem::seq).max().orElseThrow();

        assertThat(items.stream().map(FeedItem::seq).sorted())
                .containsExactlyElementsOf(LongStream.rangeClosed(last - items.size() + 1, last)
                        .boxed()
                        .toList());
    }
}
