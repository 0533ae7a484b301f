package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.AfterAll;

/**
 * Merges, un-merges, moves and pushes in any order: what the server shows is what follows from the merges that stand,
 * and once the last is taken back everything is where it would be had there never been one.
 */
class MergesPropertyTest {
    private static final int SEQUENCES = 12;
    private static final int STEPS = 14;
    private static final int PEOPLE = 4;

    @AfterAll
    static void close() {
        School.closeAll();
    }

    @DatabaseTest
    void everythingFollowsFromTheMergesThatStand(TestDatabase.Kind kind) {
        School school = School.of(kind);
        for (long seed = 1; seed <= SEQUENCES; seed++) {
            Sequence sequence = new Sequence(school, seed);
            try {
                sequence.run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + " on " + kind + ": " + sequence.told, e);
            }
        }
    }

    /** One sequence, with a plain model beside it: who captured whom where, and which merges stand. */
    private static final class Sequence {
        private final Random random;
        private final SyncClient farida;
        private final People desk;
        private final TestServer server;
        private final String token;
        private final Captures phone = new Captures();
        private final List<String> told = new ArrayList<>();

        private final List<String> people = new ArrayList<>();
        private final Map<String, String> cohorts = new HashMap<>();
        private final Map<String, Object> heads = new HashMap<>();
        private final Map<String, String> named = new LinkedHashMap<>();
        private final Map<String, String> into = new HashMap<>();
        private final Map<String, String> merges = new HashMap<>();

        Sequence(School school, long seed) {
            this.random = new Random(seed);
            this.server = school.server();
            this.token = server.token(MANAGER, WeldingProgramme.PASSWORD);
            this.farida = new SyncClient(server, token);
            this.desk = new People(server, MANAGER);
        }

        void run() {
            for (int i = 0; i < PEOPLE; i++) {
                register();
                capture();
            }
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            check();
            new ArrayList<>(merges.keySet()).forEach(this::unmerge);
            check();
        }

        private void step() {
            switch (random.nextInt(5)) {
                case 0 -> capture();
                case 1 -> move();
                case 2 -> merges.keySet().stream().sorted().findFirst().ifPresent(this::unmerge);
                default -> merge();
            }
        }

        private void register() {
            String id = Captures.id();
            Map<String, Object> operation = phone.participant(id, LAHORE, "p" + people.size());
            farida.push(phone.push(operation));
            people.add(id);
            cohorts.put(id, LAHORE);
            heads.put(id, operation.get("op_id"));
        }

        private void capture() {
            String id = Captures.id();
            String person = anybody();
            told.add("capture for " + person);
            farida.push(phone.push(phone.assessment(id, person, Map.of("ppe", "yes"))));
            named.put(id, person);
        }

        private void move() {
            String person = anybody();
            String cohort = cohorts.get(person).equals(LAHORE) ? ISLAMABAD : LAHORE;
            told.add("move " + person);
            Map<String, Object> operation =
                    phone.amend("participant", person, List.of(heads.get(person)), Map.of("cohort", cohort));
            farida.push(phone.push(operation));
            cohorts.put(person, cohort);
            heads.put(person, operation.get("op_id"));
        }

        private void merge() {
            String from = anybody();
            String other = anybody();
            HttpResponse<String> answer = desk.tryMerge(from, other);
            boolean possible = !from.equals(other)
                    && !into.containsKey(from)
                    && !survivor(other).equals(from);
            told.add("merge " + from + " into " + other + ": " + answer.statusCode());
            assertThat(answer.statusCode() == 201).as(answer.body()).isEqualTo(possible);
            if (possible) {
                into.put(from, other);
                merges.put(from, TestServer.json(answer).text("id"));
            }
        }

        private void unmerge(String from) {
            told.add("un-merge " + from);
            desk.unmerge(merges.remove(from));
            into.remove(from);
        }

        private void check() {
            Map<String, FeedItem> feed = farida.pullAll();
            for (String person : people) {
                FeedItem item = feed.get("cohort:" + cohorts.get(person) + " participant " + person);
                assertThat(item.into()).isEqualTo(Optional.ofNullable(into.get(person)));
                assertThat(item.op()).isEqualTo(into.containsKey(person) ? FeedItem.Op.DEL : FeedItem.Op.PUT);
            }
            named.forEach((assessment, person) -> {
                String survivor = survivor(person);
                JsonObject shown =
                        TestServer.json(server.get(WeldingProgramme.path("/assessments/" + assessment), token));
                assertThat(shown.text("participant_id")).isEqualTo(person);
                assertThat(shown.optionalText("counts_for"))
                        .isEqualTo(Optional.of(survivor).filter(id -> !id.equals(person)));
                assertThat(shown.text("cohort")).isEqualTo(cohorts.get(survivor));
                for (String cohort : List.of(LAHORE, ISLAMABAD)) {
                    FeedItem item = feed.get("cohort:" + cohort + " assessment " + assessment);
                    boolean here = item != null && item.op() == FeedItem.Op.PUT;
                    assertThat(here).as(assessment + " in " + cohort).isEqualTo(cohort.equals(cohorts.get(survivor)));
                }
            });
        }

        private String survivor(String person) {
            String end = person;
            while (into.containsKey(end)) {
                end = into.get(end);
            }
            return end;
        }

        private String anybody() {
            return people.get(random.nextInt(people.size()));
        }
    }
}
