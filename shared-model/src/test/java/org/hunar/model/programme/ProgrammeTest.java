package org.hunar.model.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.junit.jupiter.api.Test;

class ProgrammeTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final String WHOLE = """
            { "code": "cpec-weld", "title": {"en": "Welding", "ur": "ویلڈنگ", "zh": "焊接"}, "sector": "industry",
              "training_start": "2026-09-21T00:00:00.000Z", "training_end": "2026-10-16T05:00:00.000+05:00",
              "cuts": [40, 60, 80], "bands": ["NOVICE", "BASIC", "PROFICIENT", "ADVANCED"], "mastery": 70,
              "rci_reliability": 0.84, "target": {"safety": 80}, "weights": {"safety": 2} }
            """;

    @Test
    void whatIsWrittenIsReadAgainAsTheSame() {
        Programme programme = read(WHOLE);

        assertThat(Programme.fromJson(WELDING, JsonObject.of("", programme.toJson())))
                .isEqualTo(programme);
        assertThat(programme.target()).isEqualTo(Map.of(new SkillId("safety"), new BigDecimal("80")));
    }

    @Test
    void theBaselineIsTheLastBeforeTheTrainingOrTheFirstWhereItsStartIsUnknown() {
        assertThat(read(WHOLE).prePolicy()).isEqualTo(AttemptPolicy.LAST);
        assertThat(read("{\"title\": {\"en\": \"Welding\"}}").prePolicy()).isEqualTo(AttemptPolicy.FIRST);
    }

    @Test
    void aRefusalNamesTheField() {
        assertRefused("\"cuts\": [40, 60, 80]", "\"cuts\": [40, 80, 60]", "/cuts");
        assertRefused("\"NOVICE\", ", "", "/bands");
        assertRefused("\"mastery\": 70", "\"mastery\": 101", "/mastery");
        assertRefused("{\"safety\": 80}", "{\"Safety!\": 80}", "/target/Safety!");
        assertRefused("2026-10-16", "2026-08-16", "/training_end");
        assertRefused("\"code\": \"cpec-weld\"", "\"code\": \"other\"", "/code");
        assertRefused("\"mastery\": 70", "\"min_group_size\": 0", "/min_group_size");
        assertRefused("\"mastery\": 70", "\"min_group_size\": 4294967301", "/min_group_size");
    }

    private static void assertRefused(String right, String wrong, String path) {
        assertThat(WHOLE).contains(right);
        assertThatThrownBy(() -> read(WHOLE.replace(right, wrong))).hasMessageStartingWith(path + ": ");
    }

    private static Programme read(String json) {
        return Programme.fromJson(WELDING, Json.readObject(json));
    }
}
