package org.hunar.server.simulation;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Caller;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.privacy.ErasureResource;
import org.hunar.server.privacy.ErasuresResource;
import org.hunar.server.review.ConflictResource;
import org.hunar.server.review.MergeResource;
import org.hunar.server.review.ReviewResource;
import org.hunar.server.testing.TestPeople;

/** Who sits at a desk, on a good line: grants, approvals, returns, and decisions of what the merge could not decide. */
final class Office {
    private static final Caller MANAGER = TestPeople.admin();

    /** What is told of a deed after its name. */
    private static final Pattern DETAILS = Pattern.compile("( [0-9a-f]{8}-| of ).*");

    private final World world;

    Office(World world) {
        this.world = world;
    }

    /** Whether an operation of the log was made on these pages. */
    static boolean isAuthor(String name) {
        return name.equals(MANAGER.name());
    }

    /** Somebody begins or ends to train a cohort. */
    void changeGrants(String user) {
        String cohort = world.any(Cluster.COHORTS);
        Set<String> trainers = new HashSet<>(world.grants().trainers().getOrDefault(cohort, Set.of()));
        if (!trainers.remove(user)) {
            trainers.add(user);
        }
        grant(cohort, trainers);
    }

    void grant(String cohort, Set<String> trainers) {
        List<String> names = new ArrayList<>(trainers);
        names.add(Grants.AUDITOR);
        names.sort(null);
        Optional<Answer> answer =
                asks("trainers of " + cohort + ": " + names, node -> Cluster.setTrainers(node, cohort, names));
        if (answer.filter(Answer::isOk).isPresent()) {
            world.grants().put(cohort, trainers);
        }
    }

    /** An assessment is approved, sent back or declared void. */
    void review() {
        List<Map<String, Object>> assessments = world.cluster().store().query("select id from assessments order by id");
        if (assessments.isEmpty()) {
            return;
        }
        String id = world.any(assessments).get("id").toString();
        switch (world.random().nextInt(4)) {
            case 0, 1 -> approve(id);
            case 2 ->
                asksAmongOthers(
                        "send back " + id,
                        node -> reviews(node).sendBack(MANAGER, Cluster.PROGRAMME, id, null, json("remark", "gap?")));
            default ->
                asksAmongOthers(
                        "declare void " + id,
                        node -> reviews(node)
                                .declareVoid(MANAGER, Cluster.PROGRAMME, id, null, json("reason", "a test")));
        }
    }

    void approve(String assessment) {
        asksAmongOthers(
                "approve " + assessment, node -> reviews(node).approve(MANAGER, Cluster.PROGRAMME, assessment, null));
    }

    /** A case is decided; of each kind as often as of the others, however many there are. */
    void decide() {
        List<Map<String, Object>> cases = world.cluster()
                .store()
                .query("select id, kind, candidates from cases where status = 'OPEN' order by id");
        if (cases.isEmpty()) {
            return;
        }
        Object kind = world.any(
                cases.stream().map(each -> each.get("kind")).distinct().toList());
        Map<String, Object> seen = world.any(
                cases.stream().filter(each -> each.get("kind").equals(kind)).toList());
        decide(seen, decision((String) seen.get("kind"), (String) seen.get("candidates")));
    }

    private void decide(Map<String, Object> seen, JsonObject body) {
        asksAmongOthers(
                "decide " + seen.get("kind") + " " + seen.get("id") + " by " + body.asMap(),
                node -> node.resource(ConflictResource.class)
                        .resolve(MANAGER, Cluster.PROGRAMME, seen.get("id").toString(), null, body));
    }

    /** Two entries of the roster are found to be one person, or two people after all. */
    void mergeOrTakeBack() {
        List<Map<String, Object>> merges =
                world.cluster().store().query("select merged_by from entities where merged_by is not null order by 1");
        if (!merges.isEmpty() && world.random().nextInt(3) == 0) {
            takeBack(world.any(merges).get("merged_by").toString());
            return;
        }
        List<Map<String, Object>> people =
                world.cluster().store().query("select id, removed from participants order by id");
        List<Map<String, Object>> onRoster =
                people.stream().filter(row -> !(Boolean) row.get("removed")).toList();
        if (!onRoster.isEmpty()) {
            Map<String, Object> from = world.any(onRoster);
            people.remove(from);
            if (!people.isEmpty()) {
                merge(from.get("id").toString(), world.any(people).get("id").toString());
            }
        }
    }

    void merge(String from, String into) {
        JsonObject body = Json.readObject(Json.write(Map.of("from", from, "into", into, "reason", "the same face")));
        asksAmongOthers(
                "merge " + from + " into " + into,
                node -> node.resource(MergeResource.class).merge(MANAGER, Cluster.PROGRAMME, body));
    }

    void takeBack(String merge) {
        asksAmongOthers(
                "take back " + merge,
                node -> node.resource(MergeResource.class).unmerge(MANAGER, Cluster.PROGRAMME, merge));
    }

    /** Somebody is erased; the proof, unless the node crashed or refused. */
    Optional<String> erase(UUID person) {
        List<String> proofs = new ArrayList<>();
        JsonObject reason = json("reason", "asked in writing");
        return asks(
                        "erase " + person,
                        new Interruptions(world),
                        node -> proofs.add(CanonicalJson.write(node.resource(ErasureResource.class)
                                .erase(MANAGER, Cluster.PROGRAMME, person.toString(), reason))))
                .filter(Answer::isOk)
                .map(done -> proofs.get(0));
    }

    /** As it is kept beside the backups; empty if no node has time. */
    Optional<String> listOfErased() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        return asks("keep the list of the erased", node -> write(erasures(node).export(MANAGER), lines))
                .filter(Answer::isOk)
                .map(done -> lines.toString(StandardCharsets.UTF_8));
    }

    void eraseAgain(String list) {
        asks(
                "erase again whom a backup brought back",
                node -> erasures(node).repeat(MANAGER, list.getBytes(StandardCharsets.UTF_8)));
    }

    private static ErasuresResource erasures(Node node) {
        return node.resource(ErasuresResource.class);
    }

    private static void write(Response response, OutputStream into) {
        try {
            ((StreamingOutput) response.getEntity()).write(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version that some phones work with already. */
    void publish() {
        asksAmongOthers("publish", node -> Cluster.publish(node, Cluster.LATE_VERSION));
    }

    /** Another answer was the right one, or is worth more. */
    void correctKey() {
        JsonObject key = Json.readObject("""
                { "items": { "ppe": {"key": "%s", "weight": %d},
                             "tools": {"key": ["torch", "clamp"], "scoring": "PARTIAL", "penalty": 1, "weight": 4},
                             "quality": {"weight": 10}, "gap": {"key": 1.5, "tolerance": 0.25, "weight": %d} } }
                """.formatted(
                        world.any(List.of("yes", "no")),
                        1 + world.random().nextInt(2),
                        1 + world.random().nextInt(2)));
        asksAmongOthers(
                "correct the key",
                node -> node.resource(InstrumentResource.class)
                        .correctKey(MANAGER, Cluster.PROGRAMME, Cluster.INSTRUMENT, Cluster.VERSION, false, key));
    }

    /** Lets in, or not, whatever waits for that. */
    void decide(boolean accept) {
        world.cluster()
                .store()
                .query("select id, kind from cases where status = 'OPEN' and kind = 'AUTHORITY_REVIEW' order by id")
                .forEach(row -> decide(row, json("accept", accept)));
    }

    private JsonObject decision(String kind, String candidates) {
        UUID first = firstId(candidates);
        return switch (kind) {
            case "HARD_CONFLICT" -> json("op_id", first.toString());
            case "DUPLICATE_ATTEMPT" -> json("keep", first.toString());
            case "PARTICIPANT_REMOVED" -> json("restore", world.random().nextBoolean());
            case "LATE_EDIT", "AUTHORITY_REVIEW" ->
                json("accept", world.random().nextBoolean());
            default -> json("note", "seen");
        };
    }

    private static UUID firstId(String candidates) {
        JsonObject first =
                Json.readObject("{\"all\":" + candidates + "}").objects("all").get(0);
        return first.uuid(first.has("op_id") ? "op_id" : "assessment_id");
    }

    private static ReviewResource reviews(Node node) {
        return node.resource(ReviewResource.class);
    }

    private static JsonObject json(String name, Object value) {
        return Json.readObject(Json.write(Map.of(name, value)));
    }

    /** As {@link #asks}; others may go first in the middle of it, and the node may crash. */
    private void asksAmongOthers(String what, Deed deed) {
        asks(what, new Interruptions(world), deed);
    }

    /** What a page asks of a node that has time, undisturbed; it may well be refused. */
    private Optional<Answer> asks(String what, Deed deed) {
        return asks(what, Interruptions.none(world), deed);
    }

    private Optional<Answer> asks(String what, NodeConnection.Hook hook, Deed deed) {
        Optional<Node> free = world.freeNode();
        if (free.isEmpty()) {
            return Optional.empty();
        }
        Node node = free.get();
        node.hook(hook);
        world.trace().say("the office at " + node + ": " + what);
        Optional<Answer> answer = world.within(() -> node.doing(() -> {
            deed.at(node);
            return new byte[0];
        }));
        world.ended(node, answer.isPresent());
        world.trace().say(what + ": " + answer.map(Answer::toString).orElse("crash"));
        answer.flatMap(Answer::code).ifPresent(world.trace()::did);
        answer.filter(Answer::isOk)
                .ifPresent(done -> world.trace().did(DETAILS.matcher(what).replaceFirst("")));
        return answer;
    }

    @FunctionalInterface
    private interface Deed {
        void at(Node node);
    }
}
