package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** A chain of work arrives in every order there is. */
class OutOfOrderTest {
    @DatabaseTest
    @Ask(
            value = 6,
            cites = {"getodk/central#669", "getodk/central#698", "getodk/central#805", "getodk/central#815"})
    void aChainEndsAlikeInEveryOrderOfArrival(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna =
                    new SyncClient(server, Lahore.on(server).programme().tokenOf(AMNA));
            Set<Object> ends = new HashSet<>();
            for (List<Integer> order : orders(List.of(0, 1, 2, 3))) {
                Captures phone = new Captures();
                String person = id();
                String test = id();
                List<Map<String, Object>> chain = chain(phone, person, test);
                order.forEach(place -> amna.push(phone.push(chain.get(place))));

                Map<String, Object> document = amna.document("cohort:" + LAHORE, "assessment", test);
                ends.add(document.get("answers"));
                assertThat(document.get("sync"))
                        .as("order %s", order)
                        .isEqualTo(Map.of("heads", List.of(chain.get(3).get("op_id"))));
            }

            assertThat(ends).hasSize(1);
        }
    }

    /** A person is registered, tested, and the test is corrected twice, each time knowing what went before. */
    private static List<Map<String, Object>> chain(Captures phone, String person, String test) {
        Map<String, Object> registered = phone.participant(person, LAHORE, "LHR-03-017");
        Map<String, Object> tested = phone.assessment(test, person, Map.of("ppe", "no", "quality", 1));
        Map<String, Object> second =
                phone.amend("assessment", test, List.of(tested.get("op_id")), Map.of("answers", Map.of("quality", 5)));
        Map<String, Object> third = phone.amend(
                "assessment",
                test,
                List.of(second.get("op_id")),
                Map.of("answers", Map.of("quality", 3, "ppe", "yes")));
        return List.of(registered, tested, second, third);
    }

    private static List<List<Integer>> orders(List<Integer> left) {
        if (left.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : left) {
            List<Integer> rest = new ArrayList<>(left);
            rest.remove(first);
            orders(rest).forEach(order -> {
                List<Integer> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                all.add(whole);
            });
        }
        return all;
    }
}
