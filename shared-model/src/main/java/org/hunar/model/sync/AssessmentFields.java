package org.hunar.model.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Phase;

/**
 * The fields of an assessment as they travel, but for its answers, which are held against the instrument. Phone and
 * server check the same. Fields of later versions are kept, not refused.
 */
public final class AssessmentFields {
    public static final String PARTICIPANT = "participant_id";
    public static final String INSTRUMENT = "instrument";
    public static final String VERSION = "instrument_version";
    public static final String PHASE = "phase";
    public static final String ATTEMPT = "attempt";
    public static final String STARTED_AT = "started_at";
    public static final String COMPLETED_AT = "completed_at";

    /** Those of this version, answers apart. */
    public static final List<String> NAMES =
            List.of(PARTICIPANT, INSTRUMENT, VERSION, PHASE, ATTEMPT, STARTED_AT, COMPLETED_AT);

    private static final long MAX_ATTEMPT = 1000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private AssessmentFields() {}

    /**
     * What is wrong with the body of a put, answers apart.
     *
     * @param creating whether the put makes the assessment, and so must name participant, instrument and phase
     * @return empty when nothing is; paths count from the operation
     */
    public static List<Violation> check(Map<String, Object> body, boolean creating) {
        JsonObject json = JsonObject.of("/body", body);
        List<Violation> violations = new ArrayList<>();
        // what is named as null would take away what an assessment cannot be without
        needed(violations, json, PARTICIPANT, creating, () -> json.uuid(PARTICIPANT));
        needed(violations, json, INSTRUMENT, creating, () -> json.as(INSTRUMENT, InstrumentId::new));
        needed(violations, json, VERSION, creating, () -> json.as(VERSION, AssessmentFields::version));
        needed(violations, json, PHASE, creating, () -> json.oneOf(PHASE, Phase.class));
        check(violations, json, ATTEMPT, false, () -> attempt(json));
        check(violations, json, STARTED_AT, false, () -> time(json, STARTED_AT));
        check(violations, json, COMPLETED_AT, false, () -> time(json, COMPLETED_AT));
        check(violations, json, Document.ANSWERS, false, () -> json.object(Document.ANSWERS));
        if (json.has(Document.SYNC)) {
            violations.add(new Violation("/body/sync", "INVALID", "the name is kept for the document's history"));
        }
        return violations;
    }

    private static InstrumentVersion version(String text) {
        return new InstrumentVersion(new InstrumentId("any"), text);
    }

    private static long attempt(JsonObject json) {
        long attempt = json.integer(ATTEMPT);
        if (attempt < 1 || attempt > MAX_ATTEMPT) {
            throw json.invalid(ATTEMPT, "lies between 1 and " + MAX_ATTEMPT);
        }
        return attempt;
    }

    /** Before the year 1 and after 9999 no database goes; a clock that is merely wrong shows neither. */
    private static Instant time(JsonObject json, String name) {
        Instant time = json.instant(name);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw json.invalid(name, "a time between the years 1 and 9999 is expected");
        }
        return time;
    }

    private static void needed(
            List<Violation> violations, JsonObject json, String name, boolean creating, Runnable read) {
        check(violations, json, name, creating || json.names().contains(name), read);
    }

    private static void check(
            List<Violation> violations, JsonObject json, String name, boolean required, Runnable read) {
        if (!required && !json.has(name)) {
            return;
        }
        try {
            read.run();
        } catch (InvalidException e) {
            violations.addAll(e.violations());
        }
    }
}
