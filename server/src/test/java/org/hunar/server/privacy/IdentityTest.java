package org.hunar.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which reasons of an erasure would keep for good who it was. */
class IdentityTest {
    private static boolean tells(String reason, String name, String... others) {
        Set<String> texts = new HashSet<>(Set.of(others));
        texts.add(name);
        return new Identity(texts, Set.of(name)).isToldBy(reason);
    }

    @Test
    void aWordOfTheNameTellsWhateverItsCaseAndAnotherWordDoesNot() {
        assertThat(tells("Rukhsana asked", "Rukhsana Bibi")).isTrue();
        assertThat(tells("asked by RUKHSANA's brother", "Rukhsana Bibi")).isTrue();
        assertThat(tells("letter of Jose", "José")).isTrue();
        assertThat(tells("خط از محمد", "مُحمّد علی")).isTrue();
        assertThat(tells("Qualified by Alison", "Ali")).isFalse();
        assertThat(tells("letter no. 12/2026", "Rukhsana Bibi")).isFalse();
    }

    @Test
    void whatIsShortTellsOnlyTogether() {
        assertThat(tells("did not go on to it", "Do Go To")).isFalse();
        assertThat(tells("Li Na asked", "Li Na")).isTrue();
        assertThat(tells("left in an hour", "An")).isFalse();
    }

    /** No blanks: the name is within the sentence. */
    @Test
    void aChineseNameIsFoundInItsSentence() {
        assertThat(tells("应李娜本人要求", "李娜")).isTrue();
        assertThat(tells("应本人要求", "李娜")).isFalse();
    }

    @Test
    void aNumberTellsHoweverItsDigitsAreGrouped() {
        for (String phone : Set.of("0301-7654321", "+92 (301) 765 43 21", "03017654321", "۰۳۰۱۷۶۵۴۳۲۱")) {
            assertThat(tells("call 03017654321", "Ali", phone)).as(phone).isTrue();
            assertThat(tells("call 0301 765 4321 first", "Ali", phone))
                    .as(phone)
                    .isTrue();
            assertThat(tells("call 0301 765 4322", "Ali", phone)).as(phone).isFalse();
        }
        assertThat(tells("letter no. 12/2026", "Ali", "12", "2026"))
                .as("short numbers")
                .isFalse();
        assertThat(tells("letter no. 12/2026", "Ali", "12-2026")).isTrue();
    }

    @Test
    void anotherTextTellsWordForWord() {
        assertThat(tells("the tall tailor asked", "Ali", "Tall tailor")).isTrue();
        assertThat(tells("the tailor asked, in the tall house", "Ali", "Tall tailor"))
                .isFalse();
        assertThat(tells("whose number is LHR-7", "Ali", "LHR-7")).isTrue();
        assertThat(tells("whose number is LHR-71", "Ali", "LHR-7")).isFalse();
    }
}
