package org.hunar.model.programme;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * How long a programme keeps what tells who people are; what is absent is kept until somebody erases it.
 *
 * @param identitiesMonths after the end of the training everybody is erased
 * @param attachmentsMonths after the end of the training all files go
 * @param withdrawnDays after somebody withdrew the consent that person is erased
 */
public record Retention(
        Optional<Integer> identitiesMonths, Optional<Integer> attachmentsMonths, Optional<Integer> withdrawnDays) {
    /** Nothing goes by itself. */
    public static final Retention FOR_GOOD = new Retention(Optional.empty(), Optional.empty(), Optional.empty());

    private static final int MOST_MONTHS = 1200;
    private static final int MOST_DAYS = 3660;

    public static Retention fromJson(JsonObject json) {
        return new Retention(
                within(json, "identities_months", MOST_MONTHS),
                within(json, "attachments_months", MOST_MONTHS),
                within(json, "withdrawn_days", MOST_DAYS));
    }

    /** When so many months after the end of the training are over, by the calendar in UTC. */
    public static Instant due(Instant trainingEnd, int months) {
        return trainingEnd.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /** Empty when nothing goes by itself. */
    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("identities_months", identitiesMonths)
                .put("attachments_months", attachmentsMonths)
                .put("withdrawn_days", withdrawnDays)
                .toMap();
    }

    private static Optional<Integer> within(JsonObject json, String name, int most) {
        return json.optionalInteger(name).map(value -> {
            if (value < 0 || value > most) {
                throw json.invalid(name, "lies between 0 and " + most);
            }
            return value.intValue();
        });
    }
}
