package org.hunar.server.openrosa;

import java.util.Optional;
import java.util.Set;
import org.hunar.model.instrument.Instrument;

/**
 * A submission with what is known of its form.
 *
 * @param original that it edits, if that has come
 */
record FilledForm(Submission submission, FormFile form, Instrument instrument, Optional<FilledForm> original) {
    FilledForm editing(Optional<FilledForm> edited) {
        return new FilledForm(submission, form, instrument, edited);
    }

    /** Names of the files that the answers name. */
    Set<String> expectedFiles() {
        return submission.files();
    }
}
