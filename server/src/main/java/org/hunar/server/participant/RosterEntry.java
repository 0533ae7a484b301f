package org.hunar.server.participant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;
import org.hunar.model.sync.ParticipantFields;

/**
 * A row of a roster as it came, in JSON or CSV.
 *
 * @param row counts from 1, without the header and empty rows
 * @param line at which it stands in the file, as a spreadsheet numbers its rows; in JSON the same as the row
 * @param whereIs where a field of this row stands in the upload: a JSON Pointer, or row and column of a table; of the
 *     empty name, where the row stands
 * @param fields by name; what is empty is left out
 * @param faults why the row cannot be read as it stands; mostly none
 */
record RosterEntry(
        int row, int line, UnaryOperator<String> whereIs, Map<String, Object> fields, List<Violation> faults) {
    private static final String ID = "id";
    private static final String TAKEN_BY = "taken_by";
    private static final String FROM_OPERATION = "/body/";

    Optional<ParticipantId> id() {
        return text(ID).map(UUID::fromString).map(ParticipantId::new);
    }

    CohortId cohort() {
        return new CohortId(text(ParticipantFields.COHORT).orElseThrow());
    }

    Optional<String> number() {
        return text(ParticipantFields.NUMBER);
    }

    /** What the operation is to hold: all but the id. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.remove(ID);
        return body;
    }

    /** As {@link #body}; a consent that does not say who took it was taken by who hands in the roster. */
    Map<String, Object> bodyOf(String caller) {
        Map<String, Object> body = body();
        if (body.get(ParticipantFields.CONSENT) instanceof Map<?, ?> given && !given.containsKey(TAKEN_BY)) {
            Map<Object, Object> consent = new LinkedHashMap<>(given);
            consent.put(TAKEN_BY, caller);
            body.put(ParticipantFields.CONSENT, consent);
        }
        return body;
    }

    /** Whether a document says all that the row says. */
    boolean isIn(Map<String, Object> doc) {
        return body().entrySet().stream().allMatch(field -> {
            Object known = doc.get(field.getKey());
            return known instanceof Map<?, ?> more && field.getValue() instanceof Map<?, ?> asked
                    ? more.entrySet().containsAll(asked.entrySet())
                    : field.getValue().equals(known);
        });
    }

    /** What is wrong with the row by itself, each at the place where it stands in the upload. */
    List<Violation> violations() {
        if (!faults.isEmpty()) {
            // with a cell too many the others stand in wrong columns: what they hold tells nothing
            return new ArrayList<>(faults);
        }
        List<Violation> violations = new ArrayList<>();
        try {
            JsonObject json = JsonObject.of("", fields);
            if (json.has(ID)) {
                json.uuid(ID);
            }
        } catch (InvalidException e) {
            e.violations().forEach(each -> violations.add(at(ID, each)));
        }
        // of what has parts, such as a consent, the part is named
        for (Violation each : ParticipantFields.check(body(), true)) {
            violations.add(at(each.path().substring(FROM_OPERATION.length()), each));
        }
        return new ArrayList<>(new LinkedHashSet<>(violations));
    }

    Violation violation(String field, String code, String message) {
        return new Violation(whereIs.apply(field), code, message);
    }

    private Violation at(String field, Violation violation) {
        return violation(field, violation.code(), violation.message());
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable((String) fields.get(field));
    }

    /** A row holds personal data. */
    @Override
    public String toString() {
        return "RosterEntry[row=" + row + "]";
    }
}
