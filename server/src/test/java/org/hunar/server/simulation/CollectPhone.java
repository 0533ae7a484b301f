package org.hunar.server.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Ids;

/** A phone with ODK Collect: it sends each form until it is taken, and forgets nothing but what is refused for good. */
final class CollectPhone {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    /** Prepared once: what matters here is the way, and not what is filled. */
    private static final List<Map<String, Object>> ANSWERS = List.of(
            Map.of("ppe", "yes", "quality", 3, "tools", List.of("torch", "clamp")),
            Map.of("ppe", "no", "quality", 1),
            Map.of("quality", 2, "tools", List.of("spoon"), "gap", new BigDecimal("1.5")),
            Map.of("ppe", "yes", "gap", new BigDecimal("0.5")));

    private final World world;
    private final CollectLedger ledger;
    private final String user;
    private final Ids ids;
    private final List<CollectForm> outbox = new ArrayList<>();
    private final List<CollectForm> sent = new ArrayList<>();
    private List<UUID> roster = List.of();
    private boolean busy;

    CollectPhone(World world, CollectLedger ledger, String user) {
        this.world = world;
        this.ledger = ledger;
        this.user = user;
        this.ids = new Ids(world.time()::millis, world.random());
    }

    @Override
    public String toString() {
        return "Collect of " + user;
    }

    /** Somebody of the list is assessed; now and then the list is fetched anew. */
    Optional<CollectForm> fill() {
        if (roster.isEmpty() || world.random().nextInt(3) == 0) {
            fetchRoster();
        }
        return roster.isEmpty() ? Optional.empty() : Optional.of(fill(world.any(roster)));
    }

    CollectForm fill(UUID participant) {
        return finish(ids.version4(), Optional.empty(), participant, answers(participant));
    }

    /** A form that was sent or finished is opened once more. */
    void edit() {
        List<CollectForm> tips = new ArrayList<>(sent);
        tips.addAll(outbox);
        tips.removeIf(form -> ledger.isEdited(form));
        if (!tips.isEmpty()) {
            edit(world.any(tips));
        }
    }

    void edit(CollectForm form) {
        finish(ids.version4(), Optional.of(form), form.participant(), answers(form.participant()));
    }

    /** The phone was copied before a form was finished: other answers under the same id. */
    void fillOtherwise() {
        List<CollectForm> first = new ArrayList<>(outbox);
        first.addAll(sent);
        first.removeIf(form -> form.edits().isPresent());
        if (!first.isEmpty()) {
            CollectForm form = world.any(first);
            finish(form.id(), Optional.empty(), form.participant(), answers(form.participant()));
        }
    }

    /** Sends what is in the outbox; whether anything was taken. */
    boolean send() {
        if (busy) {
            return false;
        }
        busy = true;
        try {
            int before = outbox.size();
            for (CollectForm form : List.copyOf(outbox)) {
                send(form);
            }
            return outbox.size() < before;
        } finally {
            busy = false;
        }
    }

    /** The office has found that forms are missing: they are sent once more. */
    void sendAgain(CollectForm form) {
        if (sent.remove(form)) {
            outbox.add(form);
        }
    }

    private void send(CollectForm form) {
        Link link = new Link(world, user);
        Optional<Integer> status = Optional.empty();
        world.trace().say(this + " sends " + form.instanceId());
        for (byte[] post : form.posts(world.photos(), world.random().nextBoolean())) {
            status = world.within(() -> link.submit(post));
            if (!status.filter(CollectPhone::isSuccess).isPresent()) {
                break;
            }
        }
        world.trace().say(this + " is told " + status.map(Object::toString).orElse("nothing"));
        if (status.filter(CollectPhone::isSuccess).isPresent()) {
            outbox.remove(form);
            sent.add(form);
            ledger.taken(form);
            world.trace().did(form.edits().isPresent() ? "edit a form" : "send a form");
        } else if (status.filter(code -> code == CONFLICT).isPresent()) {
            outbox.remove(form);
            ledger.refused(form);
        }
    }

    private static boolean isSuccess(int status) {
        return status == CREATED || status == ACCEPTED;
    }

    private CollectForm finish(UUID id, Optional<CollectForm> edited, UUID participant, Map<String, Object> answers) {
        world.passes(1000);
        CollectForm form = CollectForm.of(id, edited, participant, world.time().instant(), answers);
        world.trace().say(this + " fills " + form);
        outbox.add(form);
        ledger.filled(form);
        return form;
    }

    private void fetchRoster() {
        List<String> cohorts = world.grants().cohortsOf(user);
        roster =
                world
                        .cluster()
                        .store()
                        .query("select id, cohort from participants where not removed order by id")
                        .stream()
                        .filter(row -> cohorts.contains((String) row.get("cohort")))
                        .map(row -> (UUID) row.get("id"))
                        .toList();
    }

    private Map<String, Object> answers(UUID participant) {
        Map<String, Object> answers = new LinkedHashMap<>(world.any(ANSWERS));
        if (world.shape().photos() && world.random().nextBoolean()) {
            answers.put("photo", world.photos().any());
        }
        Map<String, Object> told = world.identities()
                .tell(new EntityId(EntityType.PARTICIPANT, participant), new HashMap<>(Map.of("answers", answers)));
        @SuppressWarnings("unchecked")
        Map<String, Object> remarked = (Map<String, Object>) told.get("answers");
        return remarked;
    }
}
