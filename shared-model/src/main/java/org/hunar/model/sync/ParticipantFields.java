package org.hunar.model.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.Consent;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;

/**
 * The fields of a participant as they travel, and what may stand in them. Phone and server hold the same against an
 * operation. Fields of later versions are kept, not refused.
 */
public final class ParticipantFields {
    public static final String COHORT = "cohort";
    public static final String NUMBER = "number";
    public static final String NAME = "name";
    public static final String NAME_LATIN = "name_latin";
    public static final String GENDER = "gender";
    public static final String PROVINCE = "province";
    public static final String ORGANISATION = "organisation";
    public static final String PHONE = "phone";

    /** See {@link Consent}. */
    public static final String CONSENT = "consent";

    /** Mark of the server on who was erased; nobody else sets it. */
    public static final String ERASED = "erased";

    private static final Map<String, String> RESERVED = reserved();
    private static final List<String> TEXTS =
            List.of(COHORT, NUMBER, NAME, NAME_LATIN, GENDER, PROVINCE, ORGANISATION, PHONE);
    private static final int MAX_LENGTH = 500;

    private ParticipantFields() {}

    private static Map<String, String> reserved() {
        Map<String, String> reserved = new LinkedHashMap<>();
        reserved.put(Document.SYNC, "the name is kept for the document's history");
        reserved.put(ERASED, "the name is kept for the server's mark on who was erased");
        return reserved;
    }

    /**
     * What is wrong with the body of a put.
     *
     * @param creating whether the put makes the participant, and so must name cohort and name or number
     * @return empty when nothing is; paths count from the operation
     */
    public static List<Violation> check(Map<String, Object> body, boolean creating) {
        JsonObject json = JsonObject.of("/body", body);
        List<Violation> violations = new ArrayList<>();
        for (String name : TEXTS) {
            collect(violations, () -> requireShort(json, name));
        }
        collect(violations, () -> json.optionalAs(COHORT, CohortId::new));
        collect(violations, () -> json.optionalObject(CONSENT).ifPresent(Consent::fromJson));
        RESERVED.forEach((name, why) -> collect(violations, () -> refuse(json, name, why)));
        // nobody can be moved to no cohort
        if (creating || body.containsKey(COHORT)) {
            collect(violations, () -> json.text(COHORT));
        }
        if (creating) {
            if (isBlank(json, NAME) && isBlank(json, NUMBER)) {
                violations.add(new Violation("/body/name", "REQUIRED", "a participant needs a name or a number"));
            }
        }
        return violations;
    }

    private static void requireShort(JsonObject json, String name) {
        json.optionalText(name).filter(text -> text.length() > MAX_LENGTH).ifPresent(text -> {
            throw json.invalid(name, "is longer than " + MAX_LENGTH + " characters");
        });
    }

    private static void refuse(JsonObject json, String name, String why) {
        if (json.has(name)) {
            throw json.invalid(name, why);
        }
    }

    private static boolean isBlank(JsonObject json, String name) {
        return json.asMap().get(name) instanceof String text ? text.trim().isEmpty() : !json.has(name);
    }

    private static void collect(List<Violation> violations, Runnable check) {
        try {
            check.run();
        } catch (InvalidException e) {
            violations.addAll(e.violations());
        }
    }
}
