package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.PullAnswer;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;

/** Two phones bring work for two entries of one person, while a manager merges them, takes it back, and merges again. */
class MergesWhilePhonesPushTest {
    private static final int TIMES = 6;
    private static final int PUSHES = 10;

    private final String ali = id();
    private final String muhammadAli = id();

    @AfterAll
    static void close() {
        School.closeAll();
    }

    @DatabaseTest
    void nothingIsLostNothingStandsInTwoCohortsAndAllCountsForTheRightOne(TestDatabase.Kind kind) throws Exception {
        School school = School.of(kind).about(ali, muhammadAli);
        Captures lahore = new Captures();
        Captures islamabad = new Captures();
        school.amna().push(lahore.push(lahore.participant(ali, LAHORE, "1")));
        school.bilal().push(islamabad.push(islamabad.participant(muhammadAli, ISLAMABAD, "2")));
        People farida = new People(school.server(), MANAGER);
        Replica replica =
                new Replica(new SyncClient(school.server(), school.server().token(MANAGER, PASSWORD)));

        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<String> his = new ArrayList<>();
        List<String> others = new ArrayList<>();
        try {
            Future<List<String>> one = threads.submit(() -> capture(school.amna(), lahore, ali));
            Future<List<String>> other = threads.submit(() -> capture(school.bilal(), islamabad, muhammadAli));
            Future<?> desk = threads.submit(() -> mergeAndTakeBack(farida));
            while (!one.isDone() || !other.isDone() || !desk.isDone()) {
                replica.pull();
            }
            desk.get();
            his.addAll(one.get());
            others.addAll(other.get());
        } finally {
            threads.shutdownNow();
        }
        replica.pull();
        assertThat(replica.cohortsOf(his)).containsOnly(ISLAMABAD);
        assertThat(replica.cohortsOf(others)).containsOnly(ISLAMABAD);

        farida.unmerge(farida.list().stream()
                .filter(merge -> merge.text("from").equals(ali))
                .map(merge -> merge.text("id"))
                .findFirst()
                .orElseThrow());
        replica.pull();
        assertThat(replica.cohortsOf(his)).containsOnly(LAHORE);
        assertThat(replica.cohortsOf(others)).containsOnly(ISLAMABAD);
    }

    /** Ends merged. */
    private void mergeAndTakeBack(People farida) {
        JsonObject merge = farida.merge(ali, muhammadAli);
        for (int i = 1; i < TIMES; i++) {
            farida.unmerge(merge.text("id"));
            merge = farida.merge(ali, muhammadAli);
        }
    }

    private static List<String> capture(SyncClient trainer, Captures phone, String person) {
        List<String> captured = new ArrayList<>();
        for (int i = 0; i < PUSHES; i++) {
            String sitting = id();
            assertThat(trainer.pushOne(phone.push(phone.assessment(sitting, person, Map.of("ppe", "yes"))))
                            .text("status"))
                    .isIn("APPLIED", "CONFLICT");
            captured.add(sitting);
        }
        return captured;
    }

    /** Follows the feed from page to page. */
    private static final class Replica {
        private final SyncClient client;
        private final Map<String, Set<String>> cohorts = new HashMap<>();
        private String cursor;

        Replica(SyncClient client) {
            this.client = client;
        }

        void pull() {
            PullAnswer page = client.pull(cursor);
            page.items().stream()
                    .filter(item -> item.entity().equals("assessment"))
                    .forEach(this::apply);
            cursor = page.cursor();
            if (page.hasMore()) {
                pull();
            } else {
                assertThat(cohorts.values()).as("each stands in one cohort").allMatch(each -> each.size() == 1);
            }
        }

        private void apply(FeedItem item) {
            String cohort = item.scope().substring("cohort:".length());
            Set<String> where = cohorts.computeIfAbsent(item.id(), id -> new HashSet<>());
            if (item.op() == FeedItem.Op.PUT) {
                where.add(cohort);
            } else {
                where.remove(cohort);
            }
        }

        List<String> cohortsOf(List<String> sittings) {
            return sittings.stream().flatMap(id -> cohorts.get(id).stream()).toList();
        }
    }
}
