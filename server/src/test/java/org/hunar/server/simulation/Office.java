package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Caller;
import org.hunar.server.review.ConflictResource;
import org.hunar.server.review.ReviewResource;
import org.hunar.server.testing.TestPeople;

/** Who sits at a desk, on a good line: grants, approvals, returns, and decisions of what the merge could not decide. */
final class Office {
    private static final Caller MANAGER = TestPeople.admin();

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
            case 0, 1 -> asks("approve " + id, node -> reviews(node).approve(MANAGER, Cluster.PROGRAMME, id, null));
            case 2 ->
                asks(
                        "send back " + id,
                        node -> reviews(node).sendBack(MANAGER, Cluster.PROGRAMME, id, null, json("remark", "gap?")));
            default ->
                asks(
                        "declare void " + id,
                        node -> reviews(node)
                                .declareVoid(MANAGER, Cluster.PROGRAMME, id, null, json("reason", "a test")));
        }
    }

    /** A case is decided. */
    void decide() {
        List<Map<String, Object>> cases = world.cluster()
                .store()
                .query("select id, kind, candidates from cases where status = 'OPEN' order by id");
        if (cases.isEmpty()) {
            return;
        }
        Map<String, Object> seen = world.any(cases);
        JsonObject body = decision((String) seen.get("kind"), (String) seen.get("candidates"));
        asks(
                "decide " + seen.get("kind") + " " + seen.get("id") + " by " + body.asMap(),
                node -> node.resource(ConflictResource.class)
                        .resolve(MANAGER, Cluster.PROGRAMME, seen.get("id").toString(), null, body));
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

    /** What a page asks of a node that has time; it may well be refused. */
    private Optional<Answer> asks(String what, Deed deed) {
        return world.freeNode().map(node -> {
            node.hook((moment, readOnly) -> {});
            Answer answer = node.doing(() -> {
                        deed.at(node);
                        return new byte[0];
                    })
                    .orElseThrow();
            node.ended(true);
            world.feed().look();
            world.trace().say(what + ": " + answer);
            return answer;
        });
    }

    @FunctionalInterface
    private interface Deed {
        void at(Node node);
    }
}
