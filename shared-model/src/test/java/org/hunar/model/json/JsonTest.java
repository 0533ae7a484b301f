package org.hunar.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hunar.model.problem.InvalidException;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void everyScriptAndEveryNumberIsWrittenAsItWasRead() {
        String text = "{\"name\":\"محمد علی 焊接 \uD83D\uDE80\",\"gap\":1.50,\"count\":12345678901234567890,\"no\":null}";

        assertThat(Json.write(Json.read(text))).isEqualTo(text);
    }

    @Test
    void whatIsNotJsonIsRefusedByPlaceAndWithoutRepeatingIt() {
        assertThatThrownBy(() -> Json.read("{\"secret\": 12,\n  nonsense}"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("nonsense");
    }

    @Test
    void whatCouldMeanTwoThingsOrCannotBeStoredIsRefused() {
        for (String text : List.of(
                "",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "\"a\\u0000b\"",
                "\"\\ud800\"",
                "\"\\udc00x\"",
                "1e999999999",
                "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1))) {
            assertThatThrownBy(() -> Json.read(text)).as(text).isInstanceOf(InvalidException.class);
        }
    }

    @Test
    void theSameValueHasTheSameHashHoweverItIsWritten() {
        Object one = Json.read("{\"b\": 1.0, \"a\": \"\\u00e9\"}");
        Object other = Json.read("{\"a\":\"é\",\"b\":1}");

        assertThat(CanonicalJson.write(one)).isEqualTo("{\"a\":\"é\",\"b\":1}");
        assertThat(CanonicalJson.sha256(one))
                .isEqualTo(CanonicalJson.sha256(other))
                .hasSize(64);
    }

    @Test
    void aWrongFieldIsNamedByItsPointer() {
        JsonObject json = Json.readObject("{\"a/b\": {\"n\": \"x\"}}");

        assertThat(json.pointerTo("a/b")).isEqualTo("/a~1b");
        assertThatThrownBy(() -> json.object("a/b").number("n")).hasMessageStartingWith("/a~1b/n: ");
        assertThat(JsonObject.of("", Map.of("n", 3)).number("n")).isEqualTo(new BigDecimal("3"));
    }
}
