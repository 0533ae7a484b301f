package org.hunar.model.instrument;

import java.util.Map;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;

/** One option of a choice item; the code is unique in its item. */
public record Choice(String code, Translations label) {
    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code)
                .put("label", label.byLanguage())
                .toMap();
    }
}
