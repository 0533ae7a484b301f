package org.hunar.model.instrument;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
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
                json.list("phases", Instrument::phase),
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

    private static Phase phase(String pointer, Object value) {
        Map<String, Object> field = Collections.singletonMap("phase", value);
        return JsonObject.of(pointer, field).oneOf("phase", Phase.class);
    }

    private void check(JsonObject json) {
        int items = 0;
        for (Section section : sections) {
            items += section.items().size();
        }
        if (items == 0) {
            throw json.invalid("sections", "an instrument needs at least one item");
        }
        if (items != items().size()) {
            throw json.invalid("sections", "two items have the same code");
        }
    }
}
