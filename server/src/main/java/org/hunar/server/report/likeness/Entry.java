package org.hunar.server.report.likeness;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.ParticipantFields;

/**
 * What the roster says of somebody, as it can be compared: numbers without what people put between digits, in whatever
 * digits they are written.
 *
 * @param half which half of a pair of assessments there is
 * @param names in the participant's own script and in Latin letters, as far as it has them
 * @param phone its last ten digits: with or without the country's code
 */
record Entry(
        UUID id,
        Optional<String> cohort,
        Half half,
        List<NameForm> names,
        Optional<String> number,
        Optional<String> nationalId,
        Optional<String> phone,
        Optional<String> birthYear,
        Optional<String> gender,
        Optional<String> organisation) {
    /** What there is of the pair of assessments that count; who has most, and then who came first, goes on in a merge. */
    enum Half {
        PAIRED,
        PRE_ONLY,
        POST_ONLY,
        NONE
    }

    /** Not among the fields of the protocol; what a roster or an app may send besides is kept. */
    private static final String[] NATIONAL_ID = {"national_id", "cnic"};

    private static final String[] BIRTH = {"birth_year", "birth_date", "date_of_birth"};

    private static final int PHONE_DIGITS = 10;
    private static final int SHORTEST_PHONE = 7;
    private static final int SHORTEST_ID = 6;
    private static final int YEAR_DIGITS = 4;

    static Entry of(UUID id, String cohort, Half half, JsonObject doc, NameForm.Reader names) {
        return new Entry(
                id,
                Optional.of(cohort),
                half,
                Stream.of(ParticipantFields.NAME, ParticipantFields.NAME_LATIN)
                        .flatMap(field -> text(doc, field).stream())
                        .map(names::read)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList(),
                text(doc, ParticipantFields.NUMBER).map(Entry::lettersAndDigits).filter(number -> !number.isEmpty()),
                text(doc, NATIONAL_ID).map(Entry::digits).filter(digits -> digits.length() >= SHORTEST_ID),
                text(doc, ParticipantFields.PHONE)
                        .map(Entry::digits)
                        .filter(digits -> digits.length() >= SHORTEST_PHONE)
                        .map(digits -> digits.substring(Math.max(0, digits.length() - PHONE_DIGITS))),
                text(doc, BIRTH)
                        .map(Entry::digits)
                        .filter(digits -> digits.length() >= YEAR_DIGITS)
                        .map(digits -> digits.substring(0, YEAR_DIGITS)),
                text(doc, ParticipantFields.GENDER).map(Entry::lettersAndDigits),
                text(doc, ParticipantFields.ORGANISATION)
                        .map(Entry::lettersAndDigits)
                        .filter(letters -> !letters.isEmpty()));
    }

    /** Whether together they are a pair: one was assessed only before the training, the other only after it. */
    boolean isOtherHalfOf(Entry other) {
        return half == Half.PRE_ONLY && other.half == Half.POST_ONLY
                || half == Half.POST_ONLY && other.half == Half.PRE_ONLY;
    }

    /** The first of the fields that has a text or a number. */
    private static Optional<String> text(JsonObject doc, String... names) {
        for (String name : names) {
            Object value = doc.asMap().get(name);
            if (value instanceof String || value instanceof Number) {
                return Optional.of(value.toString());
            }
        }
        return Optional.empty();
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints()
                .filter(Character::isDigit)
                .forEach(digit -> digits.append(Character.digit(digit, PHONE_DIGITS)));
        return digits.toString();
    }

    private static String lettersAndDigits(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().filter(Character::isLetterOrDigit).forEach(point -> {
            if (Character.isDigit(point)) {
                kept.append(Character.digit(point, PHONE_DIGITS));
            } else {
                kept.appendCodePoint(Character.toLowerCase(point));
            }
        });
        return kept.toString();
    }

    /** Personal data is kept out of logs. */
    @Override
    public String toString() {
        return "Entry[" + id + "]";
    }
}
