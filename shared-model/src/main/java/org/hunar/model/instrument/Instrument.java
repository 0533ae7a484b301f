package org.hunar.model.instrument;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.Phase;

/**
 * What is asked. Immutable once published; its scoring key is kept apart (see {@link ScoringKey}).
 *
 * @param id code and version
 * @param languages language tags in which it can be taken, such as en, ur, zh
 * @param phases in which it may be used; empty means any
 */
public record Instrument(
        InstrumentVersion id, Translations title, List<String> languages, List<Phase> phases, List<Section> sections) {

    /** Reads an instrument without a key; unknown names are ignored. */
    public static Instrument fromJson(JsonObject json) {
        InstrumentId code = json.as("code", InstrumentId::new);
        InstrumentVersion version = json.as("version", text -> new InstrumentVersion(code, text));
        List<Section> sections = json.list("sections", Instrument::section);
        Instrument instrument = new Instrument(
                version,
                Translations.fromJson(
                        json.pointerTo("title"), json.object("title").asMap()),
                json.texts("languages"),
                json.eachOneOf("phases", Phase.class),
                sections);
        instrument.check(json);
        return instrument;
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", id.instrument().value())
                .put("version", id.version())
                .put("title", title.byLanguage())
                .put("languages", languages)
                .put("phases", phases.stream().map(Phase::name).collect(Collectors.toList()))
                .put("sections", sections.stream().map(Section::toJson).collect(Collectors.toList()))
                .toMap();
    }

    /** All items by code, in the order of the form. */
    public Map<String, Item> items() {
        Map<String, Item> items = new LinkedHashMap<>();
        for (Section section : sections) {
            for (Item item : section.items()) {
                items.put(item.code(), item);
            }
        }
        return Collections.unmodifiableMap(items);
    }

    private static Section section(String pointer, Object value) {
        JsonObject json = JsonObject.of(pointer, value);
        Optional<Translations> title = json.optionalObject("title")
                .map(texts -> Translations.fromJson(json.pointerTo("title"), texts.asMap()));
        String code = json.text("code");
        return new Section(
                code,
                title.orElseGet(() -> new Translations(Map.of("en", code))),
                json.list("items", (at, item) -> Item.fromJson(JsonObject.of(at, item))));
    }

    private void check(JsonObject json) {
        Set<String> codes = new HashSet<>();
        for (int section = 0; section < sections.size(); section++) {
            List<Item> items = sections.get(section).items();
            for (int item = 0; item < items.size(); item++) {
                if (!codes.add(items.get(item).code())) {
                    throw InvalidException.at(
                            json.pointerTo("sections") + "/" + section + "/items/" + item + "/code",
                            "INVALID",
                            "an earlier item has the code " + items.get(item).code() + " already");
                }
            }
        }
        if (codes.isEmpty()) {
            throw json.invalid("sections", "an instrument needs at least one item");
        }
    }
}
