package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.LocalDocument;
import org.hunar.server.simulation.Shape.Trouble;

/** What trainers do on their phones: few people and few values, so that they often meet. */
final class Fieldwork {
    private static final int ON_THE_ROSTER = 3;

    private final World world;
    private final List<EntityId> participants = new ArrayList<>();
    private final List<EntityId> assessments = new ArrayList<>();

    Fieldwork(World world) {
        this.world = world;
    }

    /** Somebody captures something on a phone. */
    void on(SimulatedPhone phone) {
        int dice = world.random().nextInt(100);
        if (participants.isEmpty() || dice < 20) {
            enrol(phone);
        } else if (assessments.isEmpty() || dice < 50) {
            assess(phone);
        } else if (dice < 85) {
            amend(phone, known(phone, assessments), answers());
        } else if (dice < 92) {
            amend(phone, known(phone, participants), Map.of(world.any(List.of("name", "phone")), text()));
        } else if (dice < 95) {
            amend(phone, known(phone, participants), Map.of("cohort", cohort(phone)));
        } else {
            declareVoid(phone);
        }
    }

    /** Some are on the roster before anything happens, as if a list and a trainer had each brought them. */
    void registerTwice(SimulatedPhone phone) {
        for (int i = 0; i < ON_THE_ROSTER; i++) {
            enrol(phone);
        }
        phone.sync();
    }

    private void enrol(SimulatedPhone phone) {
        EntityId id = new EntityId(
                EntityType.PARTICIPANT, phone.phone().newParticipantId().value());
        participants.add(id);
        phone.capture(
                id,
                OperationKind.PUT,
                world.identities()
                        .tell(
                                id,
                                Map.of("cohort", cohort(phone), "number", "N-" + participants.size(), "name", text())));
    }

    /** Somebody who knows a person captures something about that one. */
    void about(SimulatedPhone phone, EntityId person) {
        List<EntityId> tested = known(phone, assessments).stream()
                .filter(each -> person(phone, each).equals(person))
                .toList();
        switch (world.random().nextInt(4)) {
            case 0, 1 -> assess(phone, person.id().toString());
            case 2 -> amend(phone, List.of(person), Map.of(world.any(List.of("name", "phone")), text()));
            default -> amend(phone, tested, answers());
        }
    }

    /** An assessment by another way, which phones see and amend as any other. */
    void addAssessment(EntityId id) {
        assessments.add(id);
    }

    /** Of somebody on the phone, or of somebody whose card was shown and whom the phone has never heard of. */
    private void assess(SimulatedPhone phone) {
        List<EntityId> candidates = world.random().nextInt(6) == 0 ? participants : known(phone, participants);
        if (candidates.isEmpty()) {
            return;
        }
        assess(phone, world.any(candidates).id().toString());
    }

    /** Somebody takes a test on a phone. */
    void assess(SimulatedPhone phone, String participant) {
        EntityId id = new EntityId(
                EntityType.ASSESSMENT, phone.phone().newAssessmentId().value());
        assessments.add(id);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("participant_id", participant);
        body.put("instrument", Cluster.INSTRUMENT);
        body.put("instrument_version", world.random().nextInt(12) == 0 ? Cluster.LATE_VERSION : Cluster.VERSION);
        body.put("phase", world.random().nextBoolean() ? "PRE" : "POST");
        body.put("attempt", 1 + world.random().nextInt(3));
        body.putAll(answers());
        phone.capture(
                id,
                OperationKind.PUT,
                world.identities().tell(new EntityId(EntityType.PARTICIPANT, UUID.fromString(participant)), body));
    }

    /** A photo belongs to an assessment that is there already. */
    void photograph(SimulatedPhone phone) {
        amend(
                phone,
                known(phone, assessments),
                Map.of("answers", Map.of("photo", world.photos().any())));
    }

    /** Assessments that two phones know, in the order in which they were begun. */
    List<EntityId> knownToBoth(SimulatedPhone one, SimulatedPhone other) {
        return known(other, known(one, assessments));
    }

    private void amend(SimulatedPhone phone, List<EntityId> candidates, Map<String, Object> fields) {
        if (!candidates.isEmpty()) {
            capture(phone, world.any(candidates), OperationKind.PUT, fields);
        }
    }

    private void capture(SimulatedPhone phone, EntityId id, OperationKind kind, Map<String, Object> body) {
        phone.capture(id, kind, world.identities().tell(person(phone, id), body));
    }

    /** Whom it is about, by what the phone knows. */
    private static EntityId person(SimulatedPhone phone, EntityId id) {
        if (id.type() == EntityType.PARTICIPANT) {
            return id;
        }
        Object participant = phone.phone().document(id).orElseThrow().doc().get("participant_id");
        return new EntityId(EntityType.PARTICIPANT, UUID.fromString((String) participant));
    }

    private void declareVoid(SimulatedPhone phone) {
        List<EntityId> candidates = known(phone, world.random().nextBoolean() ? participants : assessments);
        if (!candidates.isEmpty()) {
            capture(phone, world.any(candidates), OperationKind.VOID, Map.of("reason", text()));
        }
    }

    private static List<EntityId> known(SimulatedPhone phone, List<EntityId> entities) {
        return entities.stream()
                .filter(each ->
                        phone.phone().document(each).filter(Fieldwork::isWhole).isPresent())
                .toList();
    }

    private static boolean isWhole(LocalDocument document) {
        return document.doc().containsKey("cohort") || document.doc().containsKey("participant_id");
    }

    private String cohort(SimulatedPhone phone) {
        if (world.shape().troubles().get(Trouble.COHORT_OPENED) > 0
                && world.random().nextInt(6) == 0) {
            return Cluster.LATE_COHORT;
        }
        List<String> own = world.grants().cohortsOf(phone.user());
        return own.isEmpty() || world.random().nextInt(15) == 0 ? world.any(Cluster.COHORTS) : world.any(own);
    }

    private Map<String, Object> answers() {
        Map<String, Object> answers = new LinkedHashMap<>();
        if (world.shape().photos() && world.random().nextBoolean()) {
            answers.put("photo", world.photos().any());
        }
        do {
            switch (world.random().nextInt(7)) {
                case 0, 1, 2 -> answers.put("ppe", world.random().nextBoolean() ? "yes" : "no");
                case 3, 4 -> answers.put("quality", world.random().nextInt(4));
                case 5 -> answers.put("tools", List.of(world.any(List.of("torch", "clamp", "spoon"))));
                default -> answers.put("gap", world.random().nextInt(3) / 2.0);
            }
        } while (world.random().nextBoolean());
        return Map.of("answers", answers);
    }

    private String text() {
        return world.any(List.of("محمد علی", "Sana", "王伟", "é\uD83D\uDE00"));
    }
}
