package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instrument that was written in JSON is filled in with ODK Collect too. */
class InstrumentFormTest {
    private static final String WELDING = """
            {"code": "weld_l2", "version": "7", "title": {"en": "Welding", "ur": "ویلڈنگ"}, "languages": ["en", "ur"],
             "phases": ["PRE", "POST"],
             "sections": [{"code": "work", "title": {"en": "Work", "ur": "کام"}, "items": [
               {"code": "ppe", "type": "SINGLE_CHOICE", "skill": "safety", "required": true,
                "label": {"en": "Wears PPE?", "ur": "حفاظتی سامان؟"},
                "choices": [{"code": "no", "label": {"en": "No"}}, {"code": "yes", "label": {"en": "Yes", "ur": "ہاں"}}]},
               {"code": "tools", "type": "MULTIPLE_CHOICE", "skill": "safety", "label": {"en": "Tools of ${nobody}"},
                "constraint": "count-selected(.) <= 2", "choices": [{"code": "torch", "label": {"en": "Torch"}}]},
               {"code": "quality", "type": "RATING", "skill": "safety", "lo": 0, "hi": 5, "label": {"en": "Quality"},
                "relevant": "${ppe} = 'yes'"},
               {"code": "gap", "type": "NUMERIC", "skill": "safety", "label": {"en": "Gap"}, "relevant": "${ppe} = ("},
               {"code": "why", "type": "FREE_TEXT", "skill": "safety", "lo": 0, "hi": 4, "label": {"en": "Why?"},
                "hint": {"en": "In a word"}},
               {"code": "day", "type": "DATE", "label": {"en": "Day"}},
               {"code": "read", "type": "NOTE", "label": {"en": "Thank you"}},
               {"code": "photo", "type": "PHOTO", "label": {"en": "Photo"}},
               {"code": "place", "type": "LOCATION", "label": {"en": "Place"}}]}]}
            """;

    @TempDir
    private Path files;

    private static InstrumentForm.Result form() {
        return InstrumentForm.of(Instrument.fromJson(Json.readObject(WELDING)));
    }

    @Test
    void aPhoneFillsItIn() throws IOException {
        Files.writeString(files.resolve("participants.csv"), "name,label,__version\n7f,عائشہ,1\n");
        JavaRosaPhone phone = JavaRosaPhone.open(form().bytes(), files).fill("اردو (ur)");

        assertThat(phone.asked())
                .anyMatch(line -> line.contains("حفاظتی سامان؟ / null [No, ہاں]"))
                .anyMatch(line -> line.contains("Tools of {nobody}"));
        assertThat(phone.submission())
                .contains(
                        "id=\"weld_l2\"",
                        "version=\"7\"",
                        "<participant>7f</participant>",
                        "<phase>POST</phase>",
                        "<attempt>3</attempt>")
                .contains("<ppe>yes</ppe>", "<tools>torch</tools>", "<quality>", "<gap>0.5</gap>", "<place>33.6844");
    }

    @Test
    void aConditionThatNoPhoneCanReadIsToldOf() {
        assertThat(form().leftOut()).containsExactly("gap");
    }

    /** Each of them is refused by JavaRosa, the engine of ODK Collect; a constraint is about the answer itself. */
    @Test
    void aQuestionThatIsAskedDependingOnItselfIsToldOf() {
        assertThat(form().circular()).isEmpty();
        assertThat(circular("${quality} = 3")).containsExactly("quality");
        assertThat(circular(". = 3")).containsExactly("quality");
        assertThat(circular("count(${ppe}[. = 'yes']) = 1 or ${ppe} = '. .'")).isEmpty();
        assertThat(InstrumentForm.of(Instrument.fromJson(Json.readObject(WELDING.replace(
                                        "${ppe} = 'yes'", "${why} = ''")
                                .replace("\"hint\": {\"en\": \"In a word\"}", "\"relevant\": \"${quality} = 3\""))))
                        .circular())
                .containsExactly("quality", "why");
    }

    private static List<String> circular(String relevantOfQuality) {
        return InstrumentForm.of(
                        Instrument.fromJson(Json.readObject(WELDING.replace("${ppe} = 'yes'", relevantOfQuality))))
                .circular();
    }

    @Test
    void theSameInstrumentGivesTheSameBytes() {
        assertThat(form().bytes()).isEqualTo(form().bytes());
        assertThat(new String(form().bytes(), StandardCharsets.UTF_8))
                .startsWith("<?xml ")
                .doesNotContain("action=");
    }
}
