package org.hunar.model.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.problem.Violation;
import org.junit.jupiter.api.Test;

class AnswerValidatorTest {
    private static final String SEAM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Instrument INSTRUMENT = Instrument.fromJson(Json.readObject("""
            {"code": "weld-pre", "version": "1", "title": {"en": "Welding"}, "languages": ["en"],
             "sections": [{"code": "all", "items": [
               {"code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "label": {"en": "Gloves?"},
                "choices": [{"code": "yes", "label": {"en": "Yes"}}, {"code": "no", "label": {"en": "No"}}]},
               {"code": "tools", "type": "MULTIPLE_CHOICE", "skill": "safety", "label": {"en": "Tools"},
                "choices": [{"code": "torch", "label": {"en": "Torch"}}, {"code": "clamp", "label": {"en": "Clamp"}}]},
               {"code": "amps", "type": "NUMERIC", "skill": "safety", "label": {"en": "Amperes"}},
               {"code": "sure", "type": "RATING", "skill": "safety", "label": {"en": "Sure?"}, "lo": 1, "hi": 5},
               {"code": "quality", "type": "FREE_TEXT", "skill": "safety", "label": {"en": "Work"}, "lo": 0, "hi": 4},
               {"code": "seam", "type": "PHOTO", "label": {"en": "Seam"}},
               {"code": "remarks", "type": "TEXT", "label": {"en": "Remarks"}}]}]}
            """));

    @Test
    void goodAnswersPass() {
        assertThat(check("""
                        {"ppe": "yes", "tools": ["clamp", "torch"], "amps": 120, "sure": "4",
                         "quality": {"text": "neat", "ratings": [4, 3]}, "remarks": "none"}
                        """)).isEmpty();
        assertThat(check("{\"ppe\": null, \"tools\": [], \"sure\": \"\", \"quality\": \"my report\"}"))
                .isEmpty();
    }

    @Test
    void answerThatIsMerelyWrongPasses() {
        assertThat(check("{\"amps\": \"about ten\"}")).isEmpty();
    }

    @Test
    void unknownItemIsNamed() {
        assertThat(check("{\"wings\": 2, \"a/b\": 2}"))
                .containsExactly("/body/answers/wings UNKNOWN_ITEM", "/body/answers/a~1b UNKNOWN_ITEM");
    }

    @Test
    void unknownChoiceIsNamed() {
        assertThat(check("{\"ppe\": \"perhaps\", \"tools\": [\"torch\", \"spoon\"]}"))
                .containsExactly("/body/answers/ppe UNKNOWN_CHOICE", "/body/answers/tools UNKNOWN_CHOICE");
    }

    @Test
    void ratingOffTheScaleIsOutOfRange() {
        assertThat(check("{\"sure\": 6, \"quality\": [4, 5]}"))
                .containsExactly("/body/answers/sure OUT_OF_RANGE", "/body/answers/quality OUT_OF_RANGE");
    }

    @Test
    void answerOfAnotherShapeIsInvalid() {
        assertThat(check("""
                        {"ppe": ["yes", "no"], "tools": 3, "amps": [1, 2], "sure": "very",
                         "quality": {"lat": 1, "lon": 2}, "remarks": true}
                        """)).allMatch(line -> line.endsWith(" INVALID")).hasSize(6);
    }

    @Test
    void anObjectThatIsNoAnswerIsNamedByItsItem() {
        assertThat(check("{\"ppe\": {\"what\": 1}}")).containsExactly("/body/answers/ppe INVALID");
    }

    @Test
    void fileOfWhichWhatIsSaidCanBeOfNoneIsInvalid() {
        assertThat(check(seam(SEAM, 284113, "image/jpeg"))).isEmpty();
        assertThat(check(seam(SEAM, 284113, "IMAGE/JPEG"))).isEmpty();
        assertThat(check(seam(SEAM, -1, "x")))
                .containsExactly("/body/answers/seam/size INVALID", "/body/answers/seam/mime INVALID");
        assertThat(check(seam(SEAM, 1, "IMAGE/jpeg; q=1"))).containsExactly("/body/answers/seam/mime INVALID");
        assertThat(check(seam(SEAM, 0, "image/jpeg"))).containsExactly("/body/answers/seam/size INVALID");
        String nothing = CanonicalJson.hex(CanonicalJson.sha256().digest());
        assertThat(check(seam(nothing, 0, "image/jpeg")))
                .as("a file without bytes")
                .isEmpty();
    }

    @Test
    void withoutTheInstrumentOnlyWhatCanBeNoAnswerIsInvalid() {
        Map<String, Object> answers = Json.readObject("{\"wings\": 2, \"a/b\": {\"sha256\": \"" + SEAM
                        + "\", \"size\": -1, \"mime\": \"image/jpeg\"}, \"c\": true}")
                .asMap();
        assertThat(AnswerValidator.checkShapes(answers, "/body/answers"))
                .extracting(Violation::path)
                .containsExactly("/body/answers/a~1b/size", "/body/answers/c");
    }

    private static String seam(String sha256, long size, String mime) {
        return Json.write(Map.of("seam", new Answer.Attachment(sha256, size, mime).toJson()));
    }

    private static List<String> check(String answers) {
        List<String> lines = new ArrayList<>();
        for (Violation violation :
                AnswerValidator.check(INSTRUMENT, Json.readObject(answers).asMap(), "/body/answers")) {
            lines.add(violation.path() + " " + violation.code());
        }
        return lines;
    }
}
