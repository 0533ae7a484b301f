package org.hunar.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
    private final Seal seal = Seal.with(new byte[Seal.KEY_BYTES]);

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"name\":\"محمد علی\"}", "sealed:", "王伟 \uD83D\uDE00"})
    void whatIsClosedShowsNothingAndIsOpenedToTheByte(String text) {
        String closed = seal.close(text);

        assertThat(closed).isNotEqualTo(seal.close(text));
        assertThat(closed).startsWith("sealed:").isNotEqualTo("sealed:" + text);
        assertThat(seal.open(closed)).isEqualTo(text);
        assertThat(seal.open(seal.close(text.getBytes(UTF_8)))).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void whatWasStoredBeforeThereWasASealIsReadAsItIs() {
        assertThat(seal.open("{\"name\":\"Sana\"}")).isEqualTo("{\"name\":\"Sana\"}");
        assertThat(seal.open("7".getBytes(UTF_8))).isEqualTo("7".getBytes(UTF_8));
    }

    /** Made by the version that took its cipher from a set of keys of Tink. */
    @Test
    void whatAnEarlierVersionClosedIsOpened() {
        byte[] key = new byte[Seal.KEY_BYTES];
        for (byte i = 0; i < Seal.KEY_BYTES; i++) {
            key[i] = i;
        }

        assertThat(Seal.with(key).open("sealed:15be370f:EO0k92GfWe1Tl+GqGMg8CvQNjmN7fqMomZPQ5GPVVlinB4KYd3GM9VBCqA=="))
                .isEqualTo("محمد علی");
    }

    @Test
    void anotherKeyOpensNothingNorIsWhatWasChangedTaken() {
        byte[] otherKey = new byte[Seal.KEY_BYTES];
        otherKey[0] = 1;
        byte[] closed = seal.close("Sana".getBytes(UTF_8));
        byte[] changed = Arrays.copyOf(closed, closed.length);
        changed[closed.length - 1] ^= 1;

        assertThatThrownBy(() -> Seal.with(otherKey).open(closed)).hasMessageContaining("another key");
        assertThatThrownBy(() -> seal.open(changed)).hasMessageContaining("another key, or was changed");
    }
}
