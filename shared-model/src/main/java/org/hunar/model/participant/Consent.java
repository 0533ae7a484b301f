package org.hunar.model.participant;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * That a participant agreed to be assessed and kept: {@code {"text": "v3", "language": "ur", "at": …, "taken_by": …,
 * "withdrawn_at": …}}, a field of the participant like any other. Each consent and each withdrawal is an operation of its
 * own, so the log has all of them; the document shows the last.
 *
 * @param text which version of the text was agreed to, as the programme calls it
 * @param language in which it was read, such as {@code ur}
 * @param at when the participant agreed
 * @param takenBy who took it; absent if it is known only from who sent it
 * @param withdrawnAt when the participant took it back
 */
public record Consent(
        String text, String language, Instant at, Optional<String> takenBy, Optional<Instant> withdrawnAt) {
    private static final int MAX_TEXT = 100;
    private static final int MAX_NAME = 128;

    /** @throws InvalidException if a field is missing or wrong, or it was withdrawn before it was given */
    public static Consent fromJson(JsonObject json) {
        Consent consent = new Consent(
                shortText(json, "text", json.text("text"), MAX_TEXT),
                json.text("language"),
                json.instant("at"),
                json.optionalText("taken_by").map(name -> shortText(json, "taken_by", name, MAX_NAME)),
                json.optionalInstant("withdrawn_at"));
        if (!consent.language.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            throw json.invalid("language", "a language such as en, ur or zh is expected");
        }
        if (consent.withdrawnAt.filter(end -> end.isBefore(consent.at)).isPresent()) {
            throw json.invalid("withdrawn_at", "is before 'at'");
        }
        return consent;
    }

    /** Whether it was given and not taken back. */
    public boolean stands() {
        return !withdrawnAt.isPresent();
    }

    public Consent withdrawn(Instant when) {
        return new Consent(text, language, at, takenBy, Optional.of(when));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("text", text)
                .put("language", language)
                .put("at", Timestamps.format(at))
                .put("taken_by", takenBy)
                .put("withdrawn_at", withdrawnAt.map(Timestamps::format))
                .toMap();
    }

    private static String shortText(JsonObject json, String name, String text, int most) {
        if (text.trim().isEmpty() || text.length() > most) {
            throw json.invalid(name, "1 to " + most + " characters are expected");
        }
        return text;
    }
}
