package org.hunar.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.json.Json;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instrument INSTRUMENT = Instrument.fromJson(Json.readObject("""
                    { "code": "weld_l2", "version": "1", "title": {"en": "Welding"}, "sections": [{"code": "a", "items": [
                      {"code": "bead", "type": "RATING", "skill": "tools", "lo": 0, "hi": 10, "label": {"en": "Bead"}},
                      {"code": "gas", "type": "RATING", "skill": "tools", "lo": 0, "hi": 10, "label": {"en": "Gas"},
                       "relevant": "${process} = 'mig'"},
                      {"code": "process", "type": "TEXT", "label": {"en": "Process"}}]}] }
                    """));

    @Test
    void whatWasAskedAndLeftBlankCountsAndWhatWasNotAskedDoesNot() {
        assertThat(Answers.administered(INSTRUMENT, Map.of("process", "tig")))
                .isEqualTo(Map.of("bead", new Answer.Blank()));
    }

    @Test
    void anAnswerShowsThatTheItemWasAsked() {
        assertThat(Answers.administered(INSTRUMENT, Map.of("gas", new BigDecimal("7"))))
                .containsEntry("gas", new Answer.Number(new BigDecimal("7")))
                .containsOnlyKeys("bead", "gas");
    }
}
