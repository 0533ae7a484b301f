package org.hunar.model.instrument;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;

/** Items shown together; the code is unique in its instrument. */
public record Section(String code, Translations title, List<Item> items) {
    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code)
                .put("title", title.byLanguage())
                .put("items", items.stream().map(Item::toJson).collect(Collectors.toList()))
                .toMap();
    }
}
