package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Ids;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushStatus;

/** A trainer with a programme of his own: pushes in which good operations stand between what is none (I17). */
final class Hostile {
    private final World world;
    private final Ids ids;
    private final UUID install;
    private long deviceSeq;

    Hostile(World world) {
        this.world = world;
        this.ids = new Ids(world.time()::millis, world.random());
        this.install = ids.version4();
    }

    void push(String user) {
        if (world.grants().cohortsOf(user).isEmpty()) {
            return;
        }
        List<String> elements = new ArrayList<>();
        List<Integer> good = new ArrayList<>();
        int size = 2 + world.random().nextInt(4);
        for (int i = 0; i < size; i++) {
            if (world.random().nextBoolean()) {
                good.add(i);
                elements.add(Json.write(participant(user)));
            } else {
                elements.add(bad(user));
            }
        }
        Ledger.Delivery push = Messages.push(user, install, elements);
        world.trace().say("hostile: " + elements);
        Optional<Answer> answer = world.serve(push.request(), Optional.of(push));
        answer.filter(Answer::isOk)
                .ifPresent(each -> good.forEach(i -> {
                    PushStatus status =
                            Messages.pushAnswer(each).results().get(i).status();
                    InvariantBroken.require(
                            status == PushStatus.APPLIED || status == PushStatus.CONFLICT,
                            "I17",
                            "a good operation beside bad ones is %s",
                            status);
                }));
    }

    private Map<String, Object> participant(String user) {
        List<String> own = world.grants().cohortsOf(user);
        deviceSeq++;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("op_id", ids.version7().toString());
        json.put("device_seq", deviceSeq);
        json.put("entity", "participant");
        json.put("entity_id", ids.version4().toString());
        json.put("kind", "put");
        json.put("parents", List.of());
        json.put(
                "hlc",
                String.format(
                        "%012x-0000-%s",
                        world.time().millis(), install.toString().substring(0, 8)));
        json.put("captured_at", world.time().instant().toString().replaceFirst("(\\.\\d+)?Z", ".000Z"));
        json.put("body", Map.of("cohort", own.get(0), "name", "x"));
        return json;
    }

    private String bad(String user) {
        Map<String, Object> json = participant(user);
        switch (world.random().nextInt(8)) {
            case 0 -> json.put("kind", "explode");
            case 1 -> json.put("kind", "approve");
            case 2 -> json.put("body", Map.of("cohort", "nowhere", "name", "x"));
            case 3 -> json.remove("hlc");
            case 4 -> json.put("device_seq", 0);
            case 5 -> json.put("body", List.of());
            case 6 -> {
                return world.any(List.of("null", "[]", "{}", "7", "\"\"", "[[[[[[]]]]]]"));
            }
            default -> otherContent(json);
        }
        return Json.write(json);
    }

    /** The id of an operation that is stored, with another content. */
    private void otherContent(Map<String, Object> json) {
        List<OperationId> stored = List.copyOf(world.ledger().accepted().keySet());
        if (stored.isEmpty()) {
            json.put("kind", "");
        } else {
            json.put("op_id", world.any(stored).toString());
        }
    }
}
