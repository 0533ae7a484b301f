package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** The same operations in any order, cut into any pushes, any of them repeated: one state. */
class DeliveryTest {
    private static final String SCOPE = "cohort:" + LAHORE;
    private static final int HISTORIES = 12;

    @DatabaseTest
    void anyDeliveryOfTheSameOperationsEndsInTheSameState(TestDatabase.Kind kind) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (TestServer orderly = TestServer.start(kind);
                TestServer unlucky = TestServer.start(kind)) {
            SyncClient straight =
                    new SyncClient(orderly, WeldingProgramme.setUp(orderly).tokenOf(AMNA));
            SyncClient shuffled =
                    new SyncClient(unlucky, WeldingProgramme.setUp(unlucky).tokenOf(AMNA));
            for (int history = 0; history < HISTORIES; history++) {
                List<Captures> phones = List.of(new Captures(), new Captures());
                List<Sent> operations = history(phones, random);
                deliver(straight, operations);
                deliverUnluckily(shuffled, operations, random);
            }
            assertThat(withoutRevisions(shuffled)).as("seed %d", seed).isEqualTo(withoutRevisions(straight));
        }
    }

    /** Documents hold no revision: only what the operations say. */
    private static String withoutRevisions(SyncClient client) {
        return client.canonicalState(SCOPE);
    }

    private static void deliver(SyncClient client, List<Sent> operations) {
        operations.forEach(each -> client.push(each.phone().push(each.operation())));
    }

    private static void deliverUnluckily(SyncClient client, List<Sent> operations, Random random) {
        List<Sent> waiting = new ArrayList<>(operations);
        operations.forEach(each -> {
            if (random.nextInt(3) == 0) {
                waiting.add(each);
            }
        });
        Collections.shuffle(waiting, random);
        Map<Object, Map<String, Object>> first = new HashMap<>();
        Set<Object> seen = new HashSet<>();
        while (!waiting.isEmpty()) {
            List<Sent> part = waiting.subList(0, 1 + random.nextInt(waiting.size()));
            Captures phone = part.get(0).phone();
            List<JsonObject> results =
                    client.push(phone.push(part.stream().map(Sent::operation).toList()));
            for (int i = 0; i < part.size(); i++) {
                Object id = part.get(i).operation().get("op_id");
                if (seen.add(id)) {
                    first.put(id, results.get(i).asMap());
                } else {
                    assertThat(results.get(i).text("status")).isEqualTo("DUPLICATE");
                    assertThat(results.get(i).object("original").asMap()).isEqualTo(first.get(id));
                }
            }
            part.clear();
        }
    }

    /** One participant and an assessment, amended by two phones that have seen some of what came before. */
    private static List<Sent> history(List<Captures> phones, Random random) {
        String participant = id();
        String assessment = id();
        List<Sent> operations = new ArrayList<>();
        operations.add(
                new Sent(phones.get(0), phones.get(0).participant(participant, LAHORE, "n" + random.nextInt(1000))));
        Sent created = new Sent(phones.get(0), phones.get(0).assessment(assessment, participant, Map.of("ppe", "no")));
        operations.add(created);
        List<Object> made = new ArrayList<>(List.of(created.operation().get("op_id")));
        for (int i = 0; i < 4; i++) {
            Captures phone = phones.get(random.nextInt(phones.size()));
            List<Object> parents = List.of(made.get(random.nextInt(made.size())));
            Map<String, Object> answers = random.nextBoolean()
                    ? Map.of("ppe", random.nextBoolean() ? "yes" : "no")
                    : Map.of("quality", random.nextInt(11));
            Map<String, Object> amendment = phone.amend("assessment", assessment, parents, Map.of("answers", answers));
            made.add(amendment.get("op_id"));
            operations.add(new Sent(phone, amendment));
        }
        return operations;
    }

    private record Sent(Captures phone, Map<String, Object> operation) {}
}
