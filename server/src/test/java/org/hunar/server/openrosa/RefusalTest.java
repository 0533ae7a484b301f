package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final Map<String, Object> NOBODY =
            Map.of("code", "NUMBER_OF_NOBODY", "detail", "nobody has the number 12", "details", List.of("12"));

    @Test
    void whoHoldsThePhoneIsToldInTheLanguageOfHisAccount() {
        assertThat(Refusal.message(NOBODY, List.of("ur"))).contains("کسی کا نمبر 12 نہیں");
        assertThat(Refusal.message(NOBODY, List.of("ps", "zh", "en"))).startsWith("您的班级中没有编号为 12 的人");
        assertThat(Refusal.message(NOBODY, List.of("ps"))).isEqualTo("nobody has the number 12");
    }

    @Test
    void whoIsNotKnownIsToldInAll() {
        assertThat(Refusal.message(Map.of("code", "SHUT_OUT", "detail", "no longer let in"), List.of()))
                .startsWith("no longer let in / ")
                .contains("اجازت نہیں", "不再获准");
    }

    @Test
    void whatHasNoSentenceOfItsOwnIsSaidAsItIs() {
        assertThat(Refusal.message(Map.of("code", "NEW", "detail", "as it is"), List.of("ur")))
                .isEqualTo("as it is");
    }

    @Test
    void eachSentenceIsThereInEachLanguage() {
        for (Refusal refusal : Refusal.values()) {
            Map<String, Object> problem = Map.of("code", refusal.name(), "detail", "x", "details", List.of("1"));
            assertThat(new HashSet<>(List.of(
                            refusal.problem("1").getMessage(),
                            Refusal.message(problem, List.of("ur")),
                            Refusal.message(problem, List.of("zh")))))
                    .as(refusal.name())
                    .hasSize(3)
                    .noneMatch(String::isBlank);
        }
    }
}
