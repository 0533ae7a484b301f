package org.hunar.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final int MIB = 1024 * 1024;

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

    /** What begins with zeros is taken for UTF-32, in an order of bytes that nobody uses. */
    @Test
    void bytesThatAreNoTextAreRefusedToo() {
        for (byte[] bytes : List.of(new byte[] {0, 0, '{', 0}, new byte[] {0, '{', 0, 0}, new byte[] {-2, -1, 0, 0})) {
            assertThatThrownBy(() -> Json.readBody(bytes))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("UTF-8");
            assertThatThrownBy(() -> Json.readObject(bytes)).isInstanceOf(InvalidException.class);
        }
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
                "1e99999999999",
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

    @Test
    void aWrongElementOfAnArrayIsNamedByItsIndex() {
        JsonObject json = Json.readObject("""
                {"parents": ["8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11", "x"], "phases": ["PRE", "MID"], "ids": [7],
                 "blank": ["PRE", " "], "none": null}""");

        assertThatThrownBy(() -> json.uuids("parents")).hasMessageStartingWith("/parents/1: a UUID");
        assertThatThrownBy(() -> json.uuids("ids")).hasMessage("/ids/0: a text is expected");
        assertThatThrownBy(() -> json.eachOneOf("phases", Phase.class)).hasMessageStartingWith("/phases/1: one of");
        assertThatThrownBy(() -> json.eachOneOf("blank", Phase.class)).hasMessage("/blank/1: is required");
        assertThat(json.uuids("none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "1", "\"\"", "{\"a\":1}", "[[[[1]]]]"})
    void aBodyFullOfTinyValuesCostsLittleMemoryAndIsRefused(String tiny) {
        byte[] body = listOf(tiny, MIB * 16 / (tiny.length() + 1));
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> Json.readBody(body))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::code)
                                .containsExactly("TOO_MANY_VALUES"));
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(128L * MIB);
        assertThat(Json.read(listOf(tiny, 1000))).as("in reason").isEqualTo(Json.readBody(listOf(tiny, 1000)));
    }

    @Test
    void aRosterOfEightyThousandPeopleIsTakenAtOnce() {
        String person = "{\"id\":\"8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11\",\"cohort\":\"lhr-03\",\"number\":\"1\","
                + "\"name\":\"محمد علی\",\"gender\":\"M\"}";

        assertThat((List<?>) Json.readBody(listOf(person, 80_000))).hasSize(80_000);
    }

    private static byte[] listOf(String item, int times) {
        return ("[" + String.join(",", Collections.nCopies(times, item)) + "]").getBytes(StandardCharsets.UTF_8);
    }
}
