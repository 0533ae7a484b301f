package org.hunar.server.conformance;

import java.util.List;
import org.hunar.server.client.Answer;

/** What every answer must have; looked at in all answers of the run, so these cases come last. */
final class MannersCases {
    static final List<Case> CASES = List.of(
            new Case("§2", "every answer of this run has X-Server-Time and X-Request-Id", MannersCases::headers),
            new Case("§3", "every refusal of this run is application/problem+json with a code", MannersCases::problems),
            new Case("§3", "every 429 and 503 of this run says when to come again", MannersCases::retryAfter),
            new Case("§3", "no answer of this run is a 500", MannersCases::noInternalErrors));

    private MannersCases() {}

    private static void headers(Field field) {
        for (Wire.Exchange exchange : field.wire().exchanges()) {
            for (String name : List.of("X-Server-Time", "X-Request-Id")) {
                Expect.that(
                        exchange.answer().header(name).isPresent(),
                        name,
                        "none on " + exchange.call().method() + " "
                                + exchange.call().path());
            }
        }
    }

    private static void problems(Field field) {
        for (Wire.Exchange exchange : field.wire().exchanges()) {
            Answer answer = exchange.answer();
            if (answer.status() >= 400 && answer.body().length > 0) {
                Expect.problem(answer);
            }
        }
    }

    private static void retryAfter(Field field) {
        for (Wire.Exchange exchange : field.wire().exchanges()) {
            if (exchange.isBusy()) {
                String seconds = exchange.answer().header("Retry-After").orElse("none");
                Expect.that(seconds.matches("[1-9][0-9]*"), "Retry-After of at least 1", seconds);
            }
        }
    }

    private static void noInternalErrors(Field field) {
        for (Wire.Exchange exchange : field.wire().exchanges()) {
            Expect.that(
                    exchange.answer().status() != 500,
                    "no 500",
                    exchange.call().method() + " " + exchange.call().path());
        }
    }
}
