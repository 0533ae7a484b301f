package org.hunar.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.junit.jupiter.api.Test;

class ExpectedFiguresTest {
    private static final String GROUP_A = "\"A\":";
    private static final String GROUP_B = "\"B\":";

    @Test
    void figuresThatAgreeAreCounted() {
        assertThat(ExpectedFigures.check(Json.readObject(report()))).isEqualTo(1008);
    }

    @Test
    void aFigureThatDiffersInItsEighthDigitIsNamed() {
        String wrong = report().replaceFirst("\"mean\":52.948717948", "\"mean\":52.948718948");

        assertThatThrownBy(() -> ExpectedFigures.check(Json.readObject(wrong)))
                .isInstanceOf(DemoFailedException.class)
                .hasMessageContaining("1 of 1008 figures differ")
                .hasMessageContaining("paired/*/*/pre/mean is 52.948718948");
    }

    @Test
    void aGroupThatIsLeftOutIsNamed() {
        String without = report().replace("\"sindh\":", "\"balochistan\":");

        assertThatThrownBy(() -> ExpectedFigures.check(Json.readObject(without)))
                .isInstanceOf(DemoFailedException.class)
                .hasMessageContaining("paired/*/sindh/n_pre is missing");
    }

    @Test
    void theTableShowsOneLineForEachSkillAndGroup() {
        JsonObject report = Json.readObject(report());

        assertThat(ReportTable.of(report).lines())
                .hasSize(11)
                .anySatisfy(line -> assertThat(line).matches("safety +everybody +13 .* \\+17\\.3 +8\\.2 to 26\\.4 .*"));
    }

    /** The expected figures as the server would report them. */
    private static String report() {
        return Resources.json("expected.json")
                .toString()
                .replace(GROUP_A, "\"punjab\":")
                .replace(GROUP_B, "\"sindh\":");
    }
}
