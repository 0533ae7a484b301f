package org.hunar.model.instrument;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.SkillId;

/**
 * One question or task.
 *
 * @param code unique in its instrument; the name under which its answer travels
 * @param skill the skill it belongs to; always there for scored items
 * @param choices of choice items, empty otherwise
 * @param required whether the phone insists on an answer
 * @param relevant expression that says when it is asked (XLSForm syntax), if not always
 * @param constraint expression that its answer must meet, if any
 * @param lo lowest rating, for RATING and FREE_TEXT
 * @param hi highest rating, above lo
 */
public record Item(
        String code,
        ItemType type,
        Optional<SkillId> skill,
        Translations label,
        Optional<Translations> hint,
        List<Choice> choices,
        boolean required,
        Optional<String> relevant,
        Optional<String> constraint,
        Optional<BigDecimal> lo,
        Optional<BigDecimal> hi) {

    private static final String CODE = "[A-Za-z_][A-Za-z0-9_.-]{0,63}";

    static Item fromJson(JsonObject json) {
        Item item = new Item(
                itemCode(json),
                json.oneOf("type", ItemType.class),
                json.optionalAs("skill", SkillId::new),
                Translations.fromJson(
                        json.pointerTo("label"), json.object("label").asMap()),
                json.optionalObject("hint").map(hint -> Translations.fromJson(json.pointerTo("hint"), hint.asMap())),
                json.list("choices", Item::choice),
                json.flag("required", false),
                json.optionalText("relevant"),
                json.optionalText("constraint"),
                json.optionalNumber("lo"),
                json.optionalNumber("hi"));
        item.check(json);
        return item;
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code)
                .put("type", type.name())
                .putText("skill", skill)
                .put("label", label.byLanguage())
                .put("hint", hint.map(Translations::byLanguage))
                .put("choices", choices.stream().map(Choice::toJson).collect(Collectors.toList()))
                .put("required", required ? Boolean.TRUE : null)
                .put("relevant", relevant)
                .put("constraint", constraint)
                .put("lo", lo)
                .put("hi", hi)
                .toMap();
    }

    public boolean hasChoice(String choice) {
        for (Choice each : choices) {
            if (each.code().equals(choice)) {
                return true;
            }
        }
        return false;
    }

    private static String itemCode(JsonObject json) {
        String code = json.text("code");
        if (!code.matches(CODE)) {
            throw json.invalid("code", "begins with a letter or _, then letters, digits, '_', '.', '-'; at most 64");
        }
        return code;
    }

    private static Choice choice(String pointer, Object value) {
        JsonObject json = JsonObject.of(pointer, value);
        String code = json.text("code");
        if (code.matches(".*\\s.*")) {
            throw json.invalid("code", "must not hold a space: several choices travel with spaces between them");
        }
        return new Choice(
                code,
                Translations.fromJson(
                        json.pointerTo("label"), json.object("label").asMap()));
    }

    private void check(JsonObject json) {
        if (type.isScored() && !skill.isPresent()) {
            throw json.invalid("skill", "a scored item belongs to a skill");
        }
        if (type.hasChoices() && choices.isEmpty()) {
            throw json.invalid("choices", "a choice item needs choices");
        }
        if (type.hasScale() && (!lo.isPresent() || !hi.isPresent() || lo.get().compareTo(hi.get()) >= 0)) {
            throw json.invalid("lo", "a rated item needs lo below hi");
        }
        Set<String> codes = new HashSet<>();
        for (Choice choice : choices) {
            if (!codes.add(choice.code())) {
                throw json.invalid("choices", "the choice " + choice.code() + " stands there twice");
            }
        }
    }
}
