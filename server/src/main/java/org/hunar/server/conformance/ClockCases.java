package org.hunar.server.conformance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hunar.server.client.Call;

/** Phones whose clocks are wrong: nothing is refused for its time, and only ties are decided by it. */
final class ClockCases {
    private static final Duration TEN_YEARS = Duration.ofDays(3653);

    static final List<Case> CASES = List.of(
            new Case("§5", "work captured in 1970 is taken", field -> taken(field, Instant.EPOCH)),
            new Case(
                    "§5",
                    "work captured ten years ago is taken",
                    field -> taken(field, field.now().minus(TEN_YEARS))),
            new Case(
                    "§5",
                    "work captured in ten years is taken",
                    field -> taken(field, field.now().plus(TEN_YEARS))),
            new Case("§5", "an amendment from 1970 replaces what its author had seen", ClockCases::amendment),
            new Case("§5", "the server's own clock does not follow a phone into the future", ClockCases::serverClock));

    private ClockCases() {}

    private static void taken(Field field, Instant clock) throws IOException {
        Handset handset = field.handset(clock);
        String person = handset.newParticipantId();
        String sitting = handset.newAssessmentId();
        for (Result result : field.trainer()
                .push(
                        handset,
                        handset.participant(person, field.cohort()),
                        handset.assessment(sitting, person, Map.of("ppe", "yes")))) {
            result.is("APPLIED");
        }
        field.trainer().document(field.scope(), "assessment", sitting);
    }

    private static void amendment(Field field) throws IOException {
        Sitting sitting = Sitting.captured(field, Map.of("quality", 4));
        sitting.amends(field.handset(Instant.EPOCH), Map.of("quality", 7)).is("APPLIED");
        Expect.equal("quality", 7L, sitting.document().object("answers").integer("quality"));
    }

    private static void serverClock(Field field) throws IOException {
        taken(field, field.now().plus(TEN_YEARS));
        Instant time = Expect.ok(field.wire().send(Call.get("/hello"))).instant("server_time");
        Expect.that(time.isBefore(field.now().plus(Duration.ofDays(1))), "the present", time);
    }
}
