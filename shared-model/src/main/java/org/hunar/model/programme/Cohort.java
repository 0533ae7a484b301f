package org.hunar.model.programme;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Timestamps;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * A group of participants who are trained together.
 *
 * @param code unique over all programmes
 * @param programme to which it belongs
 * @param title in the programme's languages
 * @param province free text, such as punjab
 * @param site free text
 * @param closesAt what is received afterwards is kept, and flagged as late
 * @param trainers names of the users who are trainers of it
 */
public record Cohort(
        CohortId code,
        ProgrammeId programme,
        Translations title,
        Optional<String> province,
        Optional<String> site,
        Optional<Instant> closesAt,
        List<String> trainers) {

    public static Cohort fromJson(ProgrammeId programme, CohortId code, JsonObject json) {
        return new Cohort(
                code,
                programme,
                Translations.fromJson(
                        json.pointerTo("title"), json.object("title").asMap()),
                json.optionalText("province"),
                json.optionalText("site"),
                json.optionalInstant("closes_at"),
                json.texts("trainers"));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code.value())
                .put("programme", programme.value())
                .put("title", title.byLanguage())
                .put("province", province)
                .put("site", site)
                .put("closes_at", closesAt.map(Timestamps::format))
                .put("trainers", trainers)
                .toMap();
    }
}
