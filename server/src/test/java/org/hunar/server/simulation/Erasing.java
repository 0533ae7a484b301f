package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;

/**
 * People ask to be forgotten, while phones that are offline know them and go on capturing. The office keeps the list of
 * the erased outside of the server, and hands it in when the server is put back.
 */
final class Erasing {
    private static final String SCORES = "select assessment_id, scale, points, key_version from scores order by 1, 2";

    private final World world;
    private final Fieldwork fieldwork;
    private final Office office;
    private final Map<UUID, String> proofs = new TreeMap<>();
    private String list = "";

    Erasing(World world, Fieldwork fieldwork, Office office) {
        this.world = world;
        this.fieldwork = fieldwork;
        this.office = office;
    }

    /** Somebody is erased whom a few phones have just written about, and some of these come back at once. */
    void any() {
        List<UUID> people = people();
        if (people.isEmpty()) {
            return;
        }
        EntityId person = new EntityId(EntityType.PARTICIPANT, world.any(people));
        List<SimulatedPhone> offline = world.phones().stream()
                .filter(phone -> phone.phone().document(person).isPresent())
                .filter(phone -> world.random().nextBoolean())
                .toList();
        offline.forEach(phone -> fieldwork.about(phone, person));
        erase(person.id());
        offline.stream().filter(phone -> world.random().nextInt(3) == 0).forEach(SimulatedPhone::sync);
    }

    /** In the middle of what others do. */
    void anybody() {
        List<UUID> people = people();
        if (!people.isEmpty()) {
            erase(world.any(people));
        }
    }

    /** Erases somebody; who was erased before is answered with the same proof. */
    void erase(UUID person) {
        List<Map<String, Object>> before = world.cluster().store().query(SCORES);
        int interruptions = world.interruptions();
        office.erase(person).ifPresent(proof -> {
            boolean alone = interruptions == world.interruptions();
            require(
                    !alone || before.equals(world.cluster().store().query(SCORES)),
                    "erasure",
                    "the scores were other ones before %s was erased",
                    person);
            String first = proofs.putIfAbsent(person, proof);
            require(
                    first == null || first.equals(proof),
                    "erasure",
                    "%s was erased with %s, and is now said to have been with %s",
                    person,
                    first,
                    proof);
            world.trace().did(first == null ? "erase" : "erase again");
            office.listOfErased().ifPresent(lines -> list = lines);
        });
    }

    /** A backup has brought back who was erased meanwhile. */
    void repeat() {
        proofs.clear();
        if (!list.isEmpty()) {
            office.eraseAgain(list);
        }
    }

    /** Those of whom the office knows that they are erased, whatever the server was put back to. */
    Set<UUID> known() {
        Set<UUID> known = list.lines()
                .map(line ->
                        Json.readObject(line.getBytes(StandardCharsets.UTF_8)).uuid("participant_id"))
                .collect(Collectors.toSet());
        known.addAll(proofs.keySet());
        return known;
    }

    private List<UUID> people() {
        return world.cluster().store().query("select id from participants order by id").stream()
                .map(row -> (UUID) row.get("id"))
                .toList();
    }
}
