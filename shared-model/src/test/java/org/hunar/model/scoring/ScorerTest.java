package org.hunar.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.ItemKey;
import org.hunar.model.instrument.ItemKey.Scoring;
import org.hunar.model.instrument.ItemKey.ToleranceType;
import org.hunar.model.instrument.ItemType;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private static final Answer BLANK = new Answer.Blank();

    @Test
    void singleChoiceEarnsAllOrNothing() {
        ScoredItem item = single("ppe", "2");
        assertThat(points(item, "yes")).isEqualByComparingTo("2");
        assertThat(points(item, "no")).isZero();
        ScoredItem inParts =
                item("ppe", "safety", ItemType.SINGLE_CHOICE, key(List.of("yes"), Scoring.PARTIAL, "0", "2"));
        assertThat(points(inParts, "yes")).isEqualByComparingTo("2");
        assertThat(points(inParts, List.of("yes", "no"))).isZero();
    }

    @Test
    void allOrNothingComparesSets() {
        ScoredItem item = multiple("tools", Scoring.ALL_OR_NOTHING, "1", "4", "torch", "clamp");
        assertThat(points(item, List.of("clamp", " torch ", "clamp"))).isEqualByComparingTo("4");
        assertThat(points(item, "clamp torch")).isEqualByComparingTo("4");
        assertThat(points(item, List.of("clamp"))).isZero();
        assertThat(points(item, List.of("clamp", "torch", "spoon"))).isZero();
    }

    @Test
    void partialTakesBackPenaltyForWrongPicksButNeverGoesBelowZero() {
        ScoredItem item = multiple("tools", Scoring.PARTIAL, "0.5", "3", "a", "c", "e");
        assertThat(points(item, List.of("a", "c", "b"))).isEqualByComparingTo("1.5");
        assertThat(points(item, List.of("b", "d"))).isZero();
        assertThat(points(item, List.of("a", "c", "e"))).isEqualByComparingTo("3");
    }

    @Test
    void pointsWithoutEndAreRoundedAtEighteenDecimalsSoThatTotalsAreSumsOfParts() {
        ScoredItem third = multiple("t", Scoring.PARTIAL, "0", "1", "a", "b", "c");
        assertThat(points(third, List.of("a"))).isEqualByComparingTo("0.333333333333333333");
    }

    @Test
    void pointsAreWrittenPlainly() {
        assertThat(points(single("ppe", "100"), "yes")).hasToString("100");
        assertThat(points(single("ppe", "2.50"), "yes")).hasToString("2.5");
        assertThat(points(single("ppe", "2.50"), "no")).hasToString("0");
    }

    @Test
    void numberWithinToleranceIsRightLimitsIncluded() {
        ScoredItem item = numeric("0.1", "0.2", ToleranceType.ABSOLUTE);
        assertThat(points(item, new BigDecimal("0.3"))).isEqualByComparingTo("1");
        assertThat(points(item, "-0.10")).isEqualByComparingTo("1");
        assertThat(points(item, new BigDecimal("0.3000001"))).isZero();
    }

    @Test
    void relativeToleranceIsShareOfKey() {
        ScoredItem item = numeric("-250", "0.02", ToleranceType.RELATIVE);
        assertThat(points(item, "-255")).isEqualByComparingTo("1");
        assertThat(points(item, "-255.01")).isZero();
    }

    @Test
    void anItemWithdrawnAfterTheFactIsAsIfNobodyHadBeenAsked() {
        List<ScoredItem> items = List.of(single("ppe", "2"), withdrawn(single("gloves", "3")));
        Score score = score(items, Map.of("ppe", text("yes"), "gloves", text("no")));

        assertThat(score.total().percent()).hasValue(100.0);
        assertThat(score.administered()).isOne();
        assertThat(score.wrong()).isZero();
    }

    @Test
    void withEveryItemWithdrawnThereIsNoScore() {
        Score score = score(List.of(withdrawn(single("ppe", "2"))), Map.of("ppe", text("yes")));
        assertThat(score.total().isPresent()).isFalse();
        assertThat(score.status()).isEqualTo(ScoreStatus.COMPLETED);
    }

    @Test
    void aWithdrawnFreeTextKeepsNobodyWaiting() {
        List<ScoredItem> items = List.of(single("ppe", "2"), withdrawn(freeText("essay", "3")));
        Score score = score(items, Map.of("ppe", text("yes"), "essay", text("not yet rated")));
        assertThat(score.status()).isEqualTo(ScoreStatus.COMPLETED);
    }

    @Test
    void whoeverMissesAPointOfACriticalStepFailsAndKeepsThePoints() {
        ScoredItem mask = critical(multiple("mask", Scoring.PARTIAL, "1", "2", "a", "b"));
        List<ScoredItem> items = List.of(mask, critical(single("ppe", "2")));

        Score inPart = score(items, Map.of("mask", options("a"), "ppe", text("yes")));
        Score blank = score(items, Map.of("mask", options("a", "b"), "ppe", BLANK));
        Score both = score(items, Map.of("mask", options("c"), "ppe", text("no")));

        assertThat(inPart.criticalFailed()).containsExactly("mask");
        assertThat(inPart.total().percent()).hasValue(75.0);
        assertThat(blank.criticalFailed()).containsExactly("ppe");
        assertThat(both.criticalFailed()).containsExactly("mask", "ppe");
        assertThat(both.toJson()).containsEntry("critical_failed", List.of("mask", "ppe"));
    }

    @Test
    void aCriticalStepThatWasDoneOrNeverAskedFailsNobody() {
        List<ScoredItem> items = List.of(critical(single("ppe", "2")), single("tools", "1"));

        assertThat(score(items, Map.of("ppe", text("yes"), "tools", text("no"))).isFailed())
                .isFalse();
        assertThat(score(items, Map.of("tools", text("no"))).isFailed()).isFalse();
        assertThat(score(List.of(withdrawn(items.get(0)), items.get(1)), Map.of("ppe", text("no")))
                        .isFailed())
                .isFalse();
    }

    @Test
    void whileARatingIsPendingNobodyHasFailedYet() {
        List<ScoredItem> items = List.of(critical(single("ppe", "2")), critical(freeText("bead", "4")));

        assertThat(score(items, Map.of("ppe", text("no"), "bead", text("a photo")))
                        .isFailed())
                .isFalse();
        assertThat(score(items, Map.of("ppe", text("yes"), "bead", rated(3))).criticalFailed())
                .containsExactly("bead");
        assertThat(score(items, Map.of("ppe", text("yes"), "bead", rated(4))).isFailed())
                .isFalse();
    }

    @Test
    void whoFailedIsInTheLowestBandAndHasMasteredNothing() {
        Bands bands = new Bands(
                List.of(BigDecimal.valueOf(40), BigDecimal.valueOf(80)),
                List.of("NOVICE", "BASIC", "ADVANCED"),
                Optional.of(BigDecimal.valueOf(70)));
        List<ScoredItem> items = List.of(critical(single("ppe", "1")), single("tools", "9"));

        Score failed = score(items, Map.of("ppe", text("no"), "tools", text("yes")));
        Score passed = score(items, Map.of("ppe", text("yes"), "tools", text("yes")));

        assertThat(failed.total().percent()).hasValue(90.0);
        assertThat(bands.band(failed)).hasValue("NOVICE");
        assertThat(bands.mastered(failed)).hasValue(false);
        assertThat(bands.band(passed)).hasValue("ADVANCED");
        assertThat(bands.mastered(passed)).hasValue(true);
    }

    @Test
    void numericThatIsNoNumberIsWrongNotUnanswered() {
        Score score = score(List.of(numeric("1", "0", ToleranceType.ABSOLUTE)), Map.of("n", text("about ten")));
        assertThat(score.wrong()).isOne();
        assertThat(score.unanswered()).isZero();
        assertThat(points(numeric("1", "0", ToleranceType.ABSOLUTE), "1e999999999"))
                .isZero();
    }

    @Test
    void lowestRatingIsZeroAndReverseKeyedRatingsTurn() {
        assertThat(points(rating("l", false), new BigDecimal("1"))).isZero();
        assertThat(points(rating("l", false), "4")).isEqualByComparingTo("0.75");
        assertThat(points(rating("l", true), "4")).isEqualByComparingTo("0.25");
    }

    @Test
    void freeTextEarnsMeanOfItsRatings() {
        ScoredItem item = freeText("quality", "5");
        Answer rated = new Answer.Rated("my report", List.of(new BigDecimal("4"), new BigDecimal("3")));
        assertThat(score(List.of(item), Map.of("quality", rated)).total().raw().get())
                .isEqualByComparingTo("4.375");
        assertThat(points(item, new BigDecimal("4"))).isEqualByComparingTo("5");
    }

    @Test
    void pendingRatingTakesAllScoresAwayButKeepsTheCounts() {
        Score score = score(
                List.of(single("ppe", "2"), freeText("quality", "5")),
                Map.of("ppe", text("yes"), "quality", text("my report")));
        assertThat(score.status()).isEqualTo(ScoreStatus.PENDING_RATING);
        assertThat(score.total().percent()).isEmpty();
        assertThat(score.skills().get("safety").percent()).isEmpty();
        assertThat(score.correct()).isOne();
        assertThat(score.answered()).isEqualTo(2);
    }

    @Test
    void freeTextRatedOffTheScaleHasToBeRatedAgain() {
        Answer rated = new Answer.Rated("", List.of(new BigDecimal("4"), new BigDecimal("9")));
        assertThat(score(List.of(freeText("quality", "5")), Map.of("quality", rated))
                        .status())
                .isEqualTo(ScoreStatus.PENDING_RATING);
    }

    @Test
    void keyedItemLeftBlankCountsInMaximumAndAsUnansweredNotWrong() {
        Score score = score(List.of(single("ppe", "2"), single("exit", "2")), answers("ppe", "yes", "exit", null));
        assertThat(score.total().percent().get()).isCloseTo(50.0, within(1e-12));
        assertThat(score.unanswered()).isOne();
        assertThat(score.wrong()).isZero();
    }

    @Test
    void ratingLeftBlankIsLeftOutOfPointsAndMaximum() {
        Score score = score(List.of(rating("a", false), rating("b", false)), answers("a", "5", "b", null));
        assertThat(score.total().max().get()).isEqualByComparingTo("1");
        assertThat(score.total().percent().get()).isCloseTo(100.0, within(1e-12));
    }

    @Test
    void lessThanHalfOfTheRatingsGivesNoSubScoreAndNoTotal() {
        List<ScoredItem> items =
                List.of(rating("a", false), rating("b", false), rating("c", false), single("ppe", "2"));
        Score score = score(items, answers("a", "5", "b", null, "c", null, "ppe", "yes"));
        assertThat(score.skills().get("confidence").isPresent()).isFalse();
        assertThat(score.skills().get("safety").percent().get()).isEqualTo(100.0);
        assertThat(score.total().isPresent()).isFalse();
        assertThat(score.status()).isEqualTo(ScoreStatus.COMPLETED);
    }

    @Test
    void itemNotAdministeredIsLeftOutAndSkillWithoutItemsIsNotNamed() {
        Score score = score(List.of(single("ppe", "2"), freeText("quality", "5")), answers("ppe", "yes"));
        assertThat(score.administered()).isOne();
        assertThat(score.skills()).containsOnlyKeys("safety");
        assertThat(score.total().max().get()).isEqualByComparingTo("2");
    }

    @Test
    void answersToItemsThatAreNotScoredDoNotMatter() {
        Score score = score(List.of(single("ppe", "2")), answers("ppe", "yes", "remarks", "none"));
        assertThat(score.administered()).isOne();
    }

    @Test
    void cutBelongsToTheHigherBandEvenWhenThePercentMissesItByOneBit() {
        Bands bands = new Bands(
                List.of(new BigDecimal("40"), new BigDecimal("60")),
                List.of("NOVICE", "BASIC", "PROFICIENT"),
                Optional.of(new BigDecimal("70")));
        assertThat(bands.band(Math.nextDown(60.0))).contains("PROFICIENT");
        assertThat(bands.band(39.99)).contains("NOVICE");
        assertThat(bands.mastered(70)).contains(true);
        assertThat(bands.mastered(69.9)).contains(false);
    }

    private static BigDecimal points(ScoredItem item, Object answer) {
        Map<String, Answer> administered = Map.of(item.code(), Answer.fromJson("", answer));
        return score(List.of(item), administered).total().raw().get();
    }

    private static Score score(List<ScoredItem> items, Map<String, Answer> administered) {
        return new Scorer(items, ScoringRules.STANDARD).score(administered);
    }

    private static Answer options(String... values) {
        return new Answer.Options(List.of(values));
    }

    private static Answer rated(int rating) {
        return new Answer.Rated("", List.of(BigDecimal.valueOf(rating)));
    }

    private static Answer text(String value) {
        return new Answer.Text(value);
    }

    private static Map<String, Answer> answers(String... codesAndTexts) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < codesAndTexts.length; i += 2) {
            answers.put(codesAndTexts[i], codesAndTexts[i + 1] == null ? BLANK : text(codesAndTexts[i + 1]));
        }
        return answers;
    }

    private static ScoredItem single(String code, String weight) {
        return item(code, "safety", ItemType.SINGLE_CHOICE, key(List.of("yes"), Scoring.ALL_OR_NOTHING, "1", weight));
    }

    private static ScoredItem multiple(String code, Scoring scoring, String penalty, String weight, String... key) {
        return item(code, "safety", ItemType.MULTIPLE_CHOICE, key(Arrays.asList(key), scoring, penalty, weight));
    }

    private static ScoredItem numeric(String key, String tolerance, ToleranceType type) {
        ItemKey itemKey = new ItemKey(
                List.of(key),
                Scoring.ALL_OR_NOTHING,
                BigDecimal.ONE,
                new BigDecimal(tolerance),
                type,
                false,
                BigDecimal.ONE,
                false,
                false);
        return item("n", "safety", ItemType.NUMERIC, itemKey);
    }

    private static ScoredItem rating(String code, boolean reverse) {
        ItemKey key = new ItemKey(
                List.of(),
                Scoring.ALL_OR_NOTHING,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                ToleranceType.ABSOLUTE,
                reverse,
                BigDecimal.ONE,
                false,
                false);
        return new ScoredItem(code, "confidence", ItemType.RATING, key, BigDecimal.ONE, BigDecimal.valueOf(5));
    }

    private static ScoredItem freeText(String code, String weight) {
        return new ScoredItem(
                code,
                "reporting",
                ItemType.FREE_TEXT,
                ItemKey.weighing(new BigDecimal(weight)),
                BigDecimal.ZERO,
                BigDecimal.valueOf(4));
    }

    private static ScoredItem item(String code, String skill, ItemType type, ItemKey key) {
        return new ScoredItem(code, skill, type, key, null, null);
    }

    private static ItemKey key(List<String> key, Scoring scoring, String penalty, String weight) {
        return new ItemKey(
                key,
                scoring,
                new BigDecimal(penalty),
                BigDecimal.ZERO,
                ToleranceType.ABSOLUTE,
                false,
                new BigDecimal(weight),
                false,
                false);
    }

    private static ScoredItem critical(ScoredItem item) {
        return with(item, true, false);
    }

    private static ScoredItem withdrawn(ScoredItem item) {
        return with(item, item.key().critical(), true);
    }

    private static ScoredItem with(ScoredItem item, boolean critical, boolean withdrawn) {
        ItemKey key = item.key();
        ItemKey changed = new ItemKey(
                key.key(),
                key.scoring(),
                key.penalty(),
                key.tolerance(),
                key.toleranceType(),
                key.reverse(),
                key.weight(),
                critical,
                withdrawn);
        return new ScoredItem(item.code(), item.skill(), item.type(), changed, item.lo(), item.hi());
    }
}
