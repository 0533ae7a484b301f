package org.hunar.server.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hunar.model.problem.InvalidException;

/** Tries the cases on a server, one after the other, and tells of each how it ended. */
final class Examination {
    private final Field field;
    private final Consumer<String> out;
    private final List<Outcome> outcomes = new ArrayList<>();

    Examination(Field field, Consumer<String> out) {
        this.field = field;
        this.out = out;
    }

    /** A case that fails does not keep the next from being tried. */
    void take(List<Case> cases) {
        for (Case each : cases) {
            Outcome outcome = new Outcome(each, attempt(each));
            outcomes.add(outcome);
            tell(outcome);
        }
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    long failed() {
        return outcomes.stream().filter(outcome -> !outcome.passed()).count();
    }

    Map<String, Object> toJson(String server) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("server", server);
        json.put("passed", outcomes.size() - failed());
        json.put("failed", failed());
        json.put("cases", outcomes.stream().map(Outcome::toJson).toList());
        return json;
    }

    private Optional<Outcome.Failure> attempt(Case each) {
        try {
            each.check().on(field);
            return Optional.empty();
        } catch (Broken e) {
            return failure(e.expected(), e.got());
        } catch (InvalidException e) {
            return failure("an answer as the protocol has it", e.getMessage());
        } catch (IOException e) {
            return failure("an answer", "none: " + e);
        }
    }

    private Optional<Outcome.Failure> failure(String expected, String got) {
        return Optional.of(
                new Outcome.Failure(field.wire().lastRequest(), field.wire().lastAnswer(), expected, got));
    }

    private void tell(Outcome outcome) {
        out.accept((outcome.passed() ? "PASS  " : "FAIL  ") + outcome.tried().section() + "  "
                + outcome.tried().says());
        outcome.failure().ifPresent(why -> {
            out.accept("        request   " + why.request());
            out.accept("        answer    " + why.answer());
            out.accept("        expected  " + why.expected());
            out.accept("        got       " + why.got());
        });
    }
}
