package org.hunar.server.openrosa;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.programme.Phase;

/**
 * How a form says who was assessed, when, and for which time. For whoever writes forms it stands in
 * {@code server/docs/odk-collect.md}.
 */
final class Convention {
    static final String NUMBER = "participant_number";

    private static final String PARTICIPANT = "participant";
    private static final String PHASE = "phase";
    private static final String ATTEMPT = "attempt";

    private Convention() {}

    /** Who: the choice out of the roster, else the question {@code participant}, else the entity that is changed or made. */
    static Optional<UUID> participant(FormFile form, Submission submission) {
        return form.participant()
                .flatMap(submission::value)
                .flatMap(Convention::uuid)
                .or(() -> submission.value(PARTICIPANT).flatMap(Convention::uuid))
                .or(() -> submission.entity().flatMap(entity -> uuid(entity.id())));
    }

    /** The number of who was assessed, for forms without a roster. */
    static Optional<String> participantNumber(Submission submission) {
        return submission.value(NUMBER);
    }

    /**
     * When: the question {@code phase}, in capitals or not, else the only phase of the instrument; a form that knows no
     * phases at all is PRE. Empty if it says what is no phase, or nothing where there are several.
     */
    static Optional<Phase> phase(Instrument instrument, Submission submission) {
        Optional<String> said = submission.value(PHASE);
        if (said.isPresent()) {
            String name = said.get().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
            return Arrays.stream(Phase.values())
                    .filter(phase -> phase.name().equals(name))
                    .findFirst();
        }
        List<Phase> phases = instrument.phases().isEmpty() ? List.of(Phase.PRE) : instrument.phases();
        return phases.size() == 1 ? Optional.of(phases.get(0)) : Optional.empty();
    }

    /** For which time: the question {@code attempt}, else the first. Left as it is if it is no number, to be refused. */
    static Object attempt(Submission submission) {
        String said = submission.value(ATTEMPT).orElse("1");
        return said.matches("[0-9]{1,9}") ? (Object) Long.valueOf(said) : said;
    }

    /** Whether it only makes a participant known: an assessment has a phase. */
    static boolean isRegistration(Submission submission) {
        return submission.entity().filter(Submission.EntityChange::isNew).isPresent()
                && submission.value(PHASE).isEmpty();
    }

    /** Empty if it is none, written as a UUID is: with 36 characters. */
    static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text.strip());
            return id.toString().equalsIgnoreCase(text.strip()) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
