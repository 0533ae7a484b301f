package org.hunar.model.assessment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;

/**
 * Holds the answers of an assessment against its instrument. Refuses what cannot be an answer to the question, never
 * what is merely wrong: a NUMERIC answered by "about ten" is kept and earns nothing.
 */
public final class AnswerValidator {
    private AnswerValidator() {}

    /**
     * @param answers item code to answer as a plain JSON value
     * @param pointerPrefix JSON Pointer of the answers in the message, such as {@code /body/answers}
     * @return everything wrong: {@code UNKNOWN_ITEM}, {@code UNKNOWN_CHOICE}, {@code OUT_OF_RANGE} or {@code INVALID}
     */
    public static List<Violation> check(Instrument instrument, Map<String, Object> answers, String pointerPrefix) {
        Map<String, Item> items = instrument.items();
        List<Violation> violations = new ArrayList<>();
        answers.forEach((code, value) -> {
            String pointer = pointer(pointerPrefix, code);
            Item item = items.get(code);
            if (item == null) {
                violations.add(new Violation(
                        pointer, "UNKNOWN_ITEM", "the instrument " + instrument.id() + " has no item " + code));
            } else {
                check(item, pointer, value, violations);
            }
        });
        return violations;
    }

    /**
     * As {@link #check} while the instrument is not here: whether they can be answers to anything.
     *
     * @return everything wrong, as {@code INVALID}
     */
    public static List<Violation> checkShapes(Map<String, Object> answers, String pointerPrefix) {
        List<Violation> violations = new ArrayList<>();
        answers.forEach((code, value) -> read(pointer(pointerPrefix, code), value, violations));
        return violations;
    }

    private static void check(Item item, String pointer, Object value, List<Violation> violations) {
        read(pointer, value, violations)
                .filter(answer -> !(answer instanceof Answer.Blank))
                .flatMap(answer -> check(item, pointer, answer))
                .ifPresent(violations::add);
    }

    /** Empty for what is no answer. */
    private static Optional<Answer> read(String pointer, Object value, List<Violation> violations) {
        try {
            Answer answer = Answer.fromJson(pointer, value);
            if (answer instanceof Answer.Attachment file) {
                violations.addAll(file.impossible(pointer));
            }
            return Optional.of(answer);
        } catch (InvalidException e) {
            violations.addAll(e.violations());
            return Optional.empty();
        }
    }

    private static String pointer(String prefix, String code) {
        return prefix + "/" + code.replace("~", "~0").replace("/", "~1");
    }

    private static Optional<Violation> check(Item item, String pointer, Answer answer) {
        boolean text = answer instanceof Answer.Text;
        boolean number = answer instanceof Answer.Number;
        switch (item.type()) {
            case SINGLE_CHOICE:
            case MULTIPLE_CHOICE:
                return choices(item, pointer, answer);
            case RATING:
                return answer.asNumber().isPresent()
                        ? ratings(item, pointer, List.of(answer.asNumber().get()))
                        : invalid(pointer, "a number is expected");
            case FREE_TEXT:
                return freeText(item, pointer, answer);
            case NUMERIC:
                return shape(pointer, text || number, "a number is expected");
            case INTEGER:
            case DECIMAL:
                return answer.asNumber().isPresent() ? Optional.empty() : invalid(pointer, "a number is expected");
            case PHOTO:
                return shape(pointer, text || answer instanceof Answer.Attachment, "a file is expected");
            case LOCATION:
                return shape(pointer, text || answer instanceof Answer.Location, "a place is expected");
            default:
                return shape(pointer, text || number, "a text or a number is expected");
        }
    }

    private static Optional<Violation> choices(Item item, String pointer, Answer answer) {
        if (!(answer instanceof Answer.Text || answer instanceof Answer.Options)) {
            return invalid(pointer, "a choice is expected, as a text");
        }
        for (String choice : answer.asOptions()) {
            if (!item.hasChoice(choice)) {
                return Optional.of(new Violation(
                        pointer, "UNKNOWN_CHOICE", "the item " + item.code() + " has no choice " + choice));
            }
        }
        boolean tooMany =
                item.type() == ItemType.SINGLE_CHOICE && answer.asOptions().size() > 1;
        return shape(pointer, !tooMany, "one choice is expected");
    }

    private static Optional<Violation> freeText(Item item, String pointer, Answer answer) {
        if (answer instanceof Answer.Rated rated) {
            return ratings(item, pointer, rated.ratings());
        } else if (answer instanceof Answer.Number number) {
            return ratings(item, pointer, List.of(number.value()));
        }
        return shape(pointer, answer instanceof Answer.Text, "a text, a rating or several ratings are expected");
    }

    private static Optional<Violation> ratings(Item item, String pointer, List<BigDecimal> ratings) {
        BigDecimal lo = item.lo().get();
        BigDecimal hi = item.hi().get();
        for (BigDecimal rating : ratings) {
            if (rating.compareTo(lo) < 0 || rating.compareTo(hi) > 0) {
                return Optional.of(new Violation(
                        pointer, "OUT_OF_RANGE", "a rating from " + lo + " to " + hi + " is expected, not " + rating));
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> shape(String pointer, boolean right, String message) {
        return right ? Optional.empty() : invalid(pointer, message);
    }

    private static Optional<Violation> invalid(String pointer, String message) {
        return Optional.of(new Violation(pointer, "INVALID", message));
    }
}
