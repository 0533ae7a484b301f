package org.hunar.server.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.server.testing.Agreement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every figure of the reference cases agrees with that of another program, mostly R. */
class ReferenceCasesTest {

    @ParameterizedTest(name = "{1} of {0}")
    @CsvSource({
        "v1-paired-ties, paired",
        "v1-paired-ties, ancova",
        "v1-paired-ties, pareto",
        "s1-three-groups, paired",
        "s1-three-groups, ancova",
        "v2-dichotomous-30x20, items",
        "v2-dichotomous-30x20, distractors",
        "v2-dichotomous-30x20, rasch",
        "v2-dichotomous-30x20, dif",
        "v3-rubric-mixed, scores",
        "v3-rubric-mixed, items",
        "v3-rubric-mixed, raters",
        "v3-rubric-mixed, paired",
        "v3-rubric-mixed, pareto",
    })
    void figuresAgree(String name, String section) throws IOException, URISyntaxException {
        Path folder = folder(name);
        Map<String, Object> expected = Json.readObject(Files.readAllBytes(folder.resolve("expected.json")))
                .asMap();
        Map<String, Object> actual = FigureCase.read(folder).compute();

        assertThat(expected).containsKey(section);
        assertThat(Agreement.differences(part(expected, section), part(actual, section)))
                .isEmpty();
    }

    private static Map<String, Object> part(Map<String, Object> tree, String section) {
        return Map.of(section, tree.get(section));
    }

    private static Path folder(String name) throws URISyntaxException {
        URL file = ReferenceCasesTest.class.getResource("/reference-cases/" + name + "/case.json");
        return Path.of(file.toURI()).getParent();
    }
}
