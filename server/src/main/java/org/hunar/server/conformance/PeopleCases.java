package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Call;

/** One person who is on the roster twice: merged by a manager, and un-merged when that was a mistake. */
final class PeopleCases {
    static final List<Case> CASES = List.of(
            new Case("§6", "who is merged leaves as a DEL, MERGED, that names into whom", PeopleCases::merged),
            new Case(
                    "§5",
                    "work for somebody who was merged is a CONFLICT, PARTICIPANT_REMOVED, and follows",
                    PeopleCases::follows),
            new Case("§6", "who is un-merged comes back with the next pull", PeopleCases::unmerged));

    private PeopleCases() {}

    private static void merged(Field field) throws IOException {
        Twice twice = Twice.on(field);
        String cursor = field.trainer().pullAll().cursor();
        twice.merge();
        JsonObject gone = field.trainer().pullAll(cursor).item(field.scope(), "participant", twice.second());
        Expect.equal("op", "DEL", gone.text("op"));
        Expect.equal("reason", "MERGED", gone.text("reason"));
        Expect.equal("into", twice.first(), gone.text("into"));
    }

    private static void follows(Field field) throws IOException {
        Twice twice = Twice.on(field);
        twice.merge();
        Handset handset = field.handset();
        String sitting = handset.newAssessmentId();
        field.trainer()
                .pushOne(handset, handset.assessment(sitting, twice.second(), Map.of("ppe", "yes")))
                .is("CONFLICT", "PARTICIPANT_REMOVED");
        field.trainer().document(field.scope(), "assessment", sitting);
    }

    private static void unmerged(Field field) throws IOException {
        Twice twice = Twice.on(field);
        String id = twice.merge();
        String cursor = field.trainer().pullAll().cursor();
        field.manager().does(Call.of("DELETE", field.path("/merges/" + id)));
        field.trainer().pullAll(cursor).document(field.scope(), "participant", twice.second());
    }

    /** The two ids under which one person is on the roster. */
    private record Twice(Field field, String first, String second) {
        static Twice on(Field field) throws IOException {
            Handset handset = field.handset();
            Twice twice = new Twice(field, handset.newParticipantId(), handset.newParticipantId());
            field.trainer()
                    .push(
                            handset,
                            handset.participant(twice.first, field.cohort()),
                            handset.participant(twice.second, field.cohort()));
            return twice;
        }

        /** Returns the id of the merge. */
        String merge() throws IOException {
            Map<String, String> body = Map.of("from", second, "into", first, "reason", "One person, enrolled twice.");
            return field.manager().does(Call.post(field.path("/merges"), body)).text("id");
        }
    }
}
