package org.hunar.model.programme;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * Something that a programme trains and assesses.
 *
 * @param code unique in its programme
 * @param title in the programme's languages
 * @param parent the wider skill, if any
 * @param externalIds scheme to id, such as esco, nvqf
 */
public record Skill(SkillId code, Translations title, Optional<SkillId> parent, Map<String, String> externalIds) {

    public static Skill fromJson(SkillId code, JsonObject json) {
        Map<String, String> ids = new TreeMap<>();
        json.optionalObject("external_ids")
                .ifPresent(object -> object.names().forEach(scheme -> ids.put(scheme, object.text(scheme))));
        return new Skill(
                code,
                Translations.fromJson(
                        json.pointerTo("title"), json.object("title").asMap()),
                json.optionalAs("parent", SkillId::new),
                ids);
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code.value())
                .put("title", title.byLanguage())
                .putText("parent", parent)
                .put("external_ids", externalIds)
                .toMap();
    }
}
