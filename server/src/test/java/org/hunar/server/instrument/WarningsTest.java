package org.hunar.server.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private static final Instrument INSTRUMENT = Instrument.fromJson(Json.readObject("""
            {"code": "weld_l2", "version": "1", "title": {"en": "Welding", "ur": "ویلڈنگ"}, "languages": ["en", "ur"],
             "sections": [{"code": "a", "items": [
               {"code": "note", "type": "NOTE", "label": {"en": "Begin", "ur": "شروع"}},
               {"code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "label": {"en": "Mask?"},
                "choices": [{"code": "yes", "label": {"en": "Yes", "ur": "ہاں"}},
                            {"code": "no", "label": {"en": "No"}}]}]}]}
            """));

    @Test
    void anItemWithoutAKeyAndATextWithoutALanguageAreNamedByTheirPlace() {
        ScoringKey none = ScoringKey.fromJson(INSTRUMENT, Json.readObject("{\"items\":{}}"));
        assertThat(Warnings.of(INSTRUMENT, none))
                .extracting(warning -> warning.code() + " " + warning.path())
                .containsExactly(
                        "NO_KEY /sections/0/items/1",
                        "LANGUAGE_MISSING /sections/0/items/1/label/ur",
                        "LANGUAGE_MISSING /sections/0/items/1/choices/1/label/ur");
    }
}
