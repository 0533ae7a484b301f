package org.hunar.server.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Caller;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.programme.CohortResource;
import org.hunar.server.programme.ProgrammeResource;
import org.hunar.server.programme.SkillResource;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;

/** Nodes on one store, with a programme in it; made once, and put back to its beginning for every simulation. */
final class Cluster {
    static final String PROGRAMME = "cpec-weld";
    static final List<String> COHORTS = List.of("lhr-03", "isb-01", "khi-02");

    /** One that the office opens late: until then the server refuses whom trainers enrol in it. */
    static final String LATE_COHORT = "swl-04";

    static final String INSTRUMENT = "weld_l2";
    static final String VERSION = "1";

    /** One with which phones work before it is published. */
    static final String LATE_VERSION = "2";

    static final int NODES = 3;
    private static final Caller ADMIN = TestPeople.admin();
    private static final String TITLE = "{\"title\":{\"en\":\"Welding\"}}";

    private final Wiring wiring;
    private final SharedStore store;
    private final VirtualTime time = new VirtualTime();
    private final SeededRandom random = new SeededRandom();
    private final List<Node> nodes;
    private final SharedStore.Backup beginning;

    Cluster(TestDatabase.Kind kind, Wiring wiring) {
        this(kind, wiring, NODES);
    }

    /** @param number of nodes; with another one than usual each seed tells another story */
    Cluster(TestDatabase.Kind kind, Wiring wiring, int number) {
        this.wiring = wiring;
        store = SharedStore.create(kind);
        nodes = IntStream.rangeClosed(1, number)
                .mapToObj(each -> new Node("node " + each, store, time, random, wiring))
                .toList();
        setUp(nodes.get(0));
        nodes.get(0).ended(true);
        // whose operations are judged by what he is granted, like everybody's
        store.execute("insert into grants (user_name, role, origin, since) values ('" + ADMIN.name()
                + "', 'ADMIN', 'USER', timestamp with time zone '2026-01-01 00:00:00+00')");
        beginning = store.backup();
    }

    SharedStore store() {
        return store;
    }

    VirtualTime time() {
        return time;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Everything as at the beginning, and the nodes' chance as the seed says. */
    void reset(long seed) {
        nodes.forEach(node -> {
            node.hook((moment, readOnly, othersMayWait) -> {});
            node.ended(false);
        });
        putBack(beginning);
        time.reset();
        random.reset(seed);
    }

    /** Makes exactly these users trainers of a cohort. */
    static void setTrainers(Node node, String cohort, Iterable<String> trainers) {
        node.resource(CohortResource.class)
                .put(
                        ADMIN,
                        PROGRAMME,
                        cohort,
                        null,
                        Json.readObject(Json.write(
                                Map.of("title", Map.of("en", cohort), "province", "punjab", "trainers", trainers))));
    }

    /** Makes the store what it was. */
    void putBack(SharedStore.Backup backup) {
        store.restore(backup);
        wiring.storePutBack();
    }

    private static void setUp(Node node) {
        node.resource(ProgrammeResource.class).put(ADMIN, PROGRAMME, null, Json.readObject(TITLE));
        for (String skill : List.of("safety", "tools")) {
            node.resource(SkillResource.class).put(ADMIN, PROGRAMME, skill, null, Json.readObject(TITLE));
        }
        COHORTS.forEach(cohort -> setTrainers(node, cohort, List.of()));
        publish(node, VERSION);
    }

    /** Publishes a version of the instrument. */
    static void publish(Node node, String version) {
        JsonObject instrument = Json.readObject("""
                { "code": "weld_l2", "version": "%s", "title": {"en": "Welding"}, "languages": ["en"],
                  "phases": ["PRE", "POST"],
                  "sections": [ { "code": "main", "title": {"en": "Main"}, "items": [
                    { "code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "label": {"en": "PPE worn?"},
                      "choices": [ {"code": "yes", "label": {"en": "Yes"}}, {"code": "no", "label": {"en": "No"}} ] },
                    { "code": "tools", "type": "MULTIPLE_CHOICE", "skill": "tools", "label": {"en": "Tools"},
                      "choices": [ {"code": "torch", "label": {"en": "Torch"}}, {"code": "clamp", "label": {"en": "Clamp"}},
                                   {"code": "spoon", "label": {"en": "Spoon"}} ] },
                    { "code": "quality", "type": "RATING", "skill": "tools", "lo": 0, "hi": 10, "label": {"en": "Bead"} },
                    { "code": "gap", "type": "NUMERIC", "skill": "tools", "label": {"en": "Gap, mm"} },
                    { "code": "photo", "type": "PHOTO", "label": {"en": "Photo"} },
                    { "code": "remark", "type": "TEXT", "label": {"en": "Remark"} } ] } ],
                  "key": { "items": { "ppe": {"key": "yes", "weight": 2},
                                      "tools": {"key": ["torch", "clamp"], "scoring": "PARTIAL", "penalty": 1, "weight": 4},
                                      "quality": {"weight": 10}, "gap": {"key": 1.5, "tolerance": 0.25, "weight": 2} } } }
                """.formatted(version));
        node.resource(InstrumentResource.class).publish(ADMIN, PROGRAMME, instrument);
    }
}
