package org.hunar.server.openrosa;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.Timestamps;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.Document;

/** The answers of a form as those of an assessment: what the app would have sent for the same answers. */
final class Answers {
    private static final String START = "start";
    private static final String END = "end";
    private static final int MAX_DIGITS = 300;
    private static final int YEARS = 10_000;

    private Answers() {}

    /**
     * The body of a put.
     *
     * @param files that have come, by name; an answer whose file has not is left out until it has
     */
    static Map<String, Object> body(
            Instrument instrument,
            Submission submission,
            UUID participant,
            Phase phase,
            Map<String, StoredFile> files) {
        Map<String, Object> answers = new LinkedHashMap<>();
        instrument
                .items()
                .forEach((code, item) -> Optional.ofNullable(submission.values().get(code))
                        .flatMap(text -> answer(item, text, files))
                        .ifPresent(answer -> answers.put(code, answer)));
        Map<String, Object> body = new JsonFields()
                .put(AssessmentFields.PARTICIPANT, participant.toString())
                .put(AssessmentFields.INSTRUMENT, instrument.id().instrument().value())
                .put(AssessmentFields.VERSION, instrument.id().version())
                .put(AssessmentFields.PHASE, phase.name())
                .put(AssessmentFields.ATTEMPT, Convention.attempt(submission))
                .put(AssessmentFields.STARTED_AT, time(submission, START).map(Timestamps::format))
                .put(AssessmentFields.COMPLETED_AT, time(submission, END).map(Timestamps::format))
                .toMap();
        body.put(Document.ANSWERS, answers);
        return body;
    }

    /** What a file that came answers. */
    static Map<String, Object> answeredBy(Instrument instrument, Submission submission, StoredFile file) {
        Map<String, Object> answers = new LinkedHashMap<>();
        instrument.items().forEach((code, item) -> {
            if (isFile(item)
                    && !file.isEmpty()
                    && submission.value(code).filter(file.name()::equals).isPresent()) {
                answers.put(code, file.answer());
            }
        });
        return answers;
    }

    /**
     * What an edit changes: what it does not touch stays as somebody else may have changed it.
     *
     * @param before the body of what was edited
     * @param after that of the edit
     * @param awaited the answers of the edit whose files have not come: they stay for now
     * @param unsettled those of what was edited: what stands there is of an earlier one, and goes
     */
    static Map<String, Object> difference(
            Map<String, Object> before, Map<String, Object> after, Set<String> awaited, Set<String> unsettled) {
        Map<String, Object> changed = new LinkedHashMap<>();
        after.forEach((name, value) -> {
            if (!name.equals(Document.ANSWERS) && !Objects.equals(before.get(name), value)) {
                changed.put(name, value);
            }
        });
        Map<?, ?> old = (Map<?, ?>) before.get(Document.ANSWERS);
        Map<String, Object> answers = new LinkedHashMap<>();
        ((Map<?, ?>) after.get(Document.ANSWERS)).forEach((code, value) -> {
            if (unsettled.contains(code) || !Objects.equals(old.get(code), value)) {
                answers.put((String) code, value);
            }
        });
        Stream.concat(old.keySet().stream(), unsettled.stream())
                .filter(code -> !((Map<?, ?>) after.get(Document.ANSWERS)).containsKey(code) && !awaited.contains(code))
                .forEach(code -> answers.put((String) code, null));
        if (!answers.isEmpty()) {
            changed.put(Document.ANSWERS, answers);
        }
        return changed;
    }

    static boolean isFile(Item item) {
        return switch (item.type()) {
            case PHOTO -> true;
            default -> false;
        };
    }

    /** By the phone's own clock; empty if the form does not say. */
    static Optional<Instant> time(Submission submission, String question) {
        try {
            return submission
                    .value(question)
                    .map(OffsetDateTime::parse)
                    .filter(time -> time.getYear() > 0 && time.getYear() < YEARS)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> capturedAt(Submission submission) {
        return time(submission, END).or(() -> time(submission, START));
    }

    private static Optional<Object> answer(Item item, String text, Map<String, StoredFile> files) {
        String stripped = text.strip();
        return switch (item.type()) {
            case NOTE -> Optional.empty();
            case PHOTO ->
                Optional.ofNullable(files.get(stripped))
                        .filter(file -> !file.isEmpty())
                        .map(StoredFile::answer);
            case MULTIPLE_CHOICE -> Optional.of(Arrays.asList(stripped.split("\\s+")));
            case SINGLE_CHOICE, DATE -> Optional.of(stripped);
            case RATING, NUMERIC, INTEGER, DECIMAL -> Optional.of(number(stripped));
            case LOCATION -> Optional.of(place(stripped));
            case TEXT, FREE_TEXT -> Optional.of(text);
        };
    }

    /** The text itself if it is no number: whether that is an answer, the intake decides, as it does for the app. */
    private static Object number(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (Math.abs((long) number.precision() - number.scale()) > MAX_DIGITS) {
                return text;
            }
            return number.scale() < 0 ? number.setScale(0) : number;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** {@code lat lon altitude accuracy}; the app has no altitude. */
    private static Object place(String text) {
        String[] parts = text.split("\\s+");
        if (parts.length < 2
                || !(number(parts[0]) instanceof BigDecimal lat)
                || !(number(parts[1]) instanceof BigDecimal lon)) {
            return text;
        }
        return new JsonFields()
                .put("lat", lat)
                .put("lon", lon)
                .put("accuracy", parts.length > 3 && number(parts[3]) instanceof BigDecimal metres ? metres : null)
                .toMap();
    }
}
