package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Translations;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Texts;
import org.hunar.server.sync.Candidate;
import org.hunar.server.sync.CaseKind;
import org.hunar.server.sync.FoundCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseTextsTest {
    @ParameterizedTest
    @EnumSource
    void aManagerReadsOfEveryKindInEveryLanguage(CaseKind kind) {
        Translations message = CaseTexts.message(found(kind, "", 2));

        assertThat(message.byLanguage()).containsOnlyKeys(Texts.LANGUAGES);
        assertThat(message.in("en")).matches("\\p{ASCII}+\\.");
        assertThat(message.in("ur")).matches("[\\p{InArabic}\\s:2\u2068\u2069]+");
        assertThat(message.in("zh")).matches("[\\p{IsHan}\\p{InCJK_Symbols_and_Punctuation}，；：（）“” 2]+");
    }

    @Test
    void theQuestionThatWasAnsweredTwiceIsNamedInEveryLanguage() {
        Translations message = CaseTexts.message(found(CaseKind.HARD_CONFLICT, "/answers/quality", 2));

        assertThat(message.in("en")).startsWith("The answer to quality was");
        assertThat(message.in("ur")).startsWith("سوال \u2068quality\u2069 میں");
        assertThat(message.in("zh")).startsWith("题目“quality”由");
    }

    @Test
    void theFieldThatWasSetTwiceIsNamedInEveryLanguage() {
        Translations message = CaseTexts.message(found(CaseKind.HARD_CONFLICT, "/number", 2));

        assertThat(message.in("en")).startsWith("The field number was");
        assertThat(message.in("ur")).startsWith("خانے \u2068number\u2069 میں");
        assertThat(message.in("zh")).startsWith("字段“number”由");
    }

    @Test
    void theAttemptAndHowManyThereAreOfItStandInEveryLanguage() {
        Translations message = CaseTexts.message(found(CaseKind.DUPLICATE_ATTEMPT, "weld_l2/PRE/1", 3));

        assertThat(message.byLanguage().values())
                .hasSize(3)
                .allSatisfy(text -> assertThat(text).contains("weld_l2/PRE/1", " 3 "));
    }

    private static FoundCase found(CaseKind kind, String path, int candidates) {
        Candidate candidate = new Candidate(
                new UUID(0, 1),
                "put",
                Optional.empty(),
                "amna",
                HybridTimestamp.of(0, 0, "5b0c1c3e"),
                Instant.parse("2026-09-21T09:00:00Z"));
        List<Candidate> all = Collections.nCopies(candidates, candidate);
        return new FoundCase(kind, new ProgrammeId("cpec-weld"), "assessment", new UUID(0, 2), path, all);
    }
}
