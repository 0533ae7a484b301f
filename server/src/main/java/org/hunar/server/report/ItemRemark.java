package org.hunar.server.report;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;

/**
 * A remark on the items of a form.
 *
 * @param code stable, for programs
 * @param item of which it speaks; empty when it speaks of the whole
 * @param option of that item; empty when it speaks of the item as a whole
 * @param text a sentence by language tag, for people
 */
record ItemRemark(ItemRemarkCode code, Optional<String> item, Optional<String> option, Map<String, String> text) {

    static ItemRemark onWhole(ItemRemarkCode code, Object... values) {
        return new ItemRemark(code, Optional.empty(), Optional.empty(), code.text(values));
    }

    static ItemRemark onItem(ItemRemarkCode code, String item, Object... values) {
        return new ItemRemark(code, Optional.of(item), Optional.empty(), code.text(values));
    }

    /** @param value beside the option's name, which the text names first */
    static ItemRemark onOption(ItemRemarkCode code, String item, String option, Object value) {
        return new ItemRemark(code, Optional.of(item), Optional.of(option), code.text(option, value));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code.name())
                .put("item", item)
                .put("option", option)
                .put("text", text)
                .toMap();
    }
}
