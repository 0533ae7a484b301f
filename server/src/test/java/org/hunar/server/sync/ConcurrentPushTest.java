package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.PullAnswer;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Many phones at once, over real HTTP. */
class ConcurrentPushTest {
    private static final String SCOPE = "cohort:" + LAHORE;
    private static final int PHONES = 8;
    private static final int PUSHES = 12;

    @DatabaseTest
    void aPhoneThatPullsWhileEightOthersPushMissesNothing(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            List<Callable<List<String>>> phones = new ArrayList<>();
            for (int phone = 0; phone < PHONES; phone++) {
                phones.add(() -> pushAll(amna, new Captures()));
            }
            Map<String, FeedItem> pulled = new HashMap<>();
            List<String> pushed = new ArrayList<>();
            PullAnswer[] last = {null};
            together(phones, pushed, () -> last[0] = pull(amna, last[0], pulled));
            last[0] = pull(amna, last[0], pulled);

            assertThat(pulled.keySet()).containsAll(pushed);
            Digest digest = Digest.EMPTY;
            for (FeedItem item : pulled.values()) {
                digest = item.scope().equals(SCOPE) ? digest.with(item.entity(), item.id(), item.rev()) : digest;
            }
            assertThat(last[0].digests()).containsEntry(SCOPE, digest);
        }
    }

    @DatabaseTest
    void theSamePushFromManyConnectionsAtOnceHasOneEffect(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Captures phone = new Captures();
            String ali = id();
            Map<String, Object> push =
                    phone.push(phone.participant(ali, LAHORE, "1"), phone.assessment(id(), ali, Map.of("ppe", "yes")));
            List<Callable<List<String>>> senders = new ArrayList<>();
            for (int sender = 0; sender < 5; sender++) {
                senders.add(() -> amna.push(push).stream()
                        .map(result -> result.text("status"))
                        .toList());
            }
            List<String> statuses = new ArrayList<>();
            together(senders, statuses, () -> {});

            assertThat(statuses.stream().filter("APPLIED"::equals)).hasSize(2);
            assertThat(statuses.stream().filter("DUPLICATE"::equals)).hasSize(8);
            assertThat(amna.pullAll().values().stream().filter(item -> item.rev() > 1))
                    .isEmpty();
        }
    }

    private static List<String> pushAll(SyncClient amna, Captures phone) {
        List<String> ids = new ArrayList<>();
        for (int push = 0; push < PUSHES; push++) {
            String participant = id();
            String assessment = id();
            List<JsonObject> results = amna.push(phone.push(
                    phone.participant(participant, LAHORE, "n" + push),
                    phone.assessment(assessment, participant, Map.of("ppe", "yes"))));
            assertThat(results).extracting(result -> result.text("status")).containsOnly("APPLIED");
            ids.addAll(List.of(participant, assessment));
        }
        return ids;
    }

    private static PullAnswer pull(SyncClient amna, PullAnswer last, Map<String, FeedItem> into) {
        PullAnswer page = amna.pull(last == null ? null : last.cursor());
        page.items().forEach(item -> into.put(item.id(), item));
        return page.hasMore() ? pull(amna, page, into) : page;
    }

    /** Runs all tasks at once, and something else again and again until they are done. */
    private static void together(List<Callable<List<String>>> tasks, List<String> answers, Runnable meanwhile)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<List<String>>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(threads.submit(task)));
            do {
                meanwhile.run();
            } while (!running.stream().allMatch(Future::isDone));
            for (Future<List<String>> each : running) {
                answers.addAll(each.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static SyncClient amna(TestServer server) {
        return new SyncClient(server, WeldingProgramme.setUp(server).tokenOf(AMNA));
    }
}
