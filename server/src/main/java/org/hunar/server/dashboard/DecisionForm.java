package org.hunar.server.dashboard;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;

/**
 * A manager's decision as its form sends it, as {@code POST …/conflicts/{id}/resolution} takes it: the {@code op_id} of a
 * side or another {@code value}; one to {@code keep} or the number of each attempt as {@code attempt-ID}; {@code accept} or
 * {@code restore}; and a {@code remark} or a {@code note}.
 */
final class DecisionForm {
    private static final String ATTEMPT = "attempt-";
    private static final String KEEP = "keep";

    /** The longest number that anybody types, and not one that fills the memory. */
    private static final int MOST_DIGITS = 30;

    private DecisionForm() {}

    static Map<String, Object> decision(Map<String, List<String>> form) {
        Map<String, Object> decision = new LinkedHashMap<>();
        for (String name : List.of("op_id", KEEP, "remark", "note")) {
            typed(form, name).stream().findFirst().ifPresent(text -> decision.put(name, text));
        }
        for (String flag : List.of("accept", "restore")) {
            if (form.containsKey(flag)) {
                decision.put(flag, form.get(flag).contains("yes"));
            }
        }
        value(form).ifPresent(value -> decision.put("value", value));
        Map<String, Object> attempts = attempts(form);
        if (!decision.containsKey(KEEP) && !attempts.isEmpty()) {
            decision.put("attempts", attempts);
        }
        return decision;
    }

    private static Optional<Object> value(Map<String, List<String>> form) {
        List<String> typed = typed(form, "value");
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        String as = typed(form, "value_as").stream().findFirst().orElse("text");
        return Optional.of(
                switch (as) {
                    case "list" -> typed;
                    case "number" ->
                        number(typed.get(0)).<Object>map(number -> number).orElse(typed.get(0));
                    default -> typed.get(0);
                });
    }

    private static Map<String, Object> attempts(Map<String, List<String>> form) {
        Map<String, Object> attempts = new LinkedHashMap<>();
        form.keySet().stream().filter(name -> name.startsWith(ATTEMPT)).forEach(name -> {
            BigDecimal number = typed(form, name).stream()
                    .findFirst()
                    .flatMap(DecisionForm::number)
                    .filter(each -> each.stripTrailingZeros().scale() <= 0)
                    .orElseThrow(() -> InvalidException.at("/attempts", "INVALID", "a whole number is expected"));
            attempts.put(name.substring(ATTEMPT.length()), number.toBigInteger());
        });
        return attempts;
    }

    /** What stands in the fields of that name, without those that were left empty. */
    private static List<String> typed(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of()).stream()
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** In the digits of any script. */
    private static Optional<BigDecimal> number(String text) {
        StringBuilder latin = new StringBuilder();
        text.replace('٫', '.').codePoints().forEach(point -> {
            if (Character.isDigit(point)) {
                latin.append(Character.digit(point, 10));
            } else {
                latin.appendCodePoint(point);
            }
        });
        return latin.length() <= MOST_DIGITS && latin.toString().matches("[+-]?\\d+(\\.\\d+)?")
                ? Optional.of(new BigDecimal(latin.toString()))
                : Optional.empty();
    }
}
