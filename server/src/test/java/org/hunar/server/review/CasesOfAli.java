package org.hunar.server.review;

import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;

/** Ali, assessed once, and two phones that say of it what opens a case. */
abstract class CasesOfAli {
    final Captures phone = new Captures();
    final Captures otherPhone = new Captures();
    final String ali = id();
    final String sitting = id();
    final Map<String, Object> aliCame = phone.participant(ali, LAHORE, "1");
    final Map<String, Object> captured = phone.assessment(sitting, ali, Map.of("ppe", "no", "quality", 4, "gap", 1.5));

    @AfterAll
    static void close() {
        School.closeAll();
    }

    School school(TestDatabase.Kind kind) {
        return School.of(kind).about(ali, sitting, phone.install.toString(), otherPhone.install.toString());
    }

    Map<String, Object> answers(Captures from, List<?> seen, Map<String, ?> answers) {
        return from.amend("assessment", sitting, seen, Map.of("answers", answers));
    }

    /** Amends that answer for somebody who has seen what was captured, and nothing else. */
    Map<String, Object> quality(Captures from, int value) {
        return answers(from, List.of(op(captured)), Map.of("quality", value));
    }

    Map<String, Object> aliLeft() {
        return phone.operation("participant", ali, "void", List.of(op(aliCame)), Map.of("reason", "left"));
    }

    static String op(Map<String, Object> operation) {
        return operation.get("op_id").toString();
    }

    static List<String> operations(JsonObject open) {
        return open.objects("candidates").stream()
                .map(each -> each.text("op_id"))
                .toList();
    }

    /** The case of two who did not know of each other, and of whom one said 5 and one 9. */
    JsonObject fiveOrNine(School school) {
        school.amna().push(phone.push(aliCame, captured, quality(phone, 5), quality(phone, 9)));
        return school.desk().openCase("HARD_CONFLICT");
    }

    void approved(School school) {
        school.amna().push(phone.push(aliCame, captured));
        school.desk().approve(sitting);
    }

    /** Decides the one case that is open. */
    static void decide(School school, String kind, Map<String, ?> decision) {
        school.desk().resolve(school.desk().openCase(kind), decision);
    }

    long quality(School school) {
        return school.desk().assessment(sitting).object("answers").integer("quality");
    }
}
