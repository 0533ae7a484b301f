package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.Phase;
import org.hunar.server.report.statistics.ItemSheets;
import org.junit.jupiter.api.Test;

class ItemFiguresTest {
    private static final InstrumentVersion VERSION = InstrumentVersion.parse("weld_l2@1");
    private static final Optional<Integer> FIVE = Optional.of(5);

    @Test
    void itemsThatTellNothingAreFlagged() {
        // a: all but one right; b: the weak half; c, d, e: from a quarter, half and three quarters of the people up
        ItemSheets sheets =
                sheets(20, person -> (person == 0 ? "0" : "1") + (person < 10 ? "1" : "0") + strong(person));

        Map<String, List<String>> flags = flags(figures(sheets, Phase.PRE, Optional.empty()));

        assertThat(flags.get("a")).contains("TOO_EASY", "KNOWN_BEFORE");
        assertThat(flags.get("b")).contains("NEGATIVE_DISCRIMINATION", "ALPHA_RISES_WITHOUT");
        assertThat(flags).doesNotContainKeys("c", "e");
    }

    @Test
    void whatAlmostEverybodyGetsRightAfterTheTrainingWasNotKnownBefore() {
        ItemSheets sheets = sheets(20, person -> (person == 0 ? "0" : "1") + (person < 1 ? "1" : "0") + strong(person));

        Map<String, List<String>> flags = flags(figures(sheets, Phase.POST, Optional.empty()));

        assertThat(flags.get("a")).contains("TOO_EASY").doesNotContain("KNOWN_BEFORE");
        assertThat(flags.get("b")).contains("TOO_HARD");
    }

    @Test
    void optionsThatNobodyTakesOrThatTheStrongTakeAreFlagged() {
        ItemSheets sheets = new ItemSheets(List.of(choice("a"), item("b"), item("c")));
        for (int person = 0; person < 20; person++) {
            boolean strong = person >= 10;
            // the key is yes, and it is the weak who choose it
            sheets.add(
                    "P" + person,
                    Optional.empty(),
                    Map.of("a", strong ? BigDecimal.ZERO : BigDecimal.ONE, "b", points(strong), "c", points(strong)),
                    Map.of("a", new Answer.Text(strong ? "no" : "yes")));
        }

        List<Map<String, Object>> flags = listed(figures(sheets, Phase.PRE, Optional.empty()), "flags");

        assertThat(flags)
                .anySatisfy(flag -> assertThat(flag)
                        .containsEntry("code", "DISTRACTOR_ATTRACTS_STRONG")
                        .containsEntry("item", "a")
                        .containsEntry("option", "no"));
        assertThat(flags)
                .anySatisfy(flag -> assertThat(flag)
                        .containsEntry("code", "DISTRACTOR_UNUSED")
                        .containsEntry("option", "maybe"));
    }

    @Test
    void whereEverybodyGotOtherItemsOfAVeryLongFormThereIsNoRaschModel() {
        Form longForm = new Form(
                VERSION,
                IntStream.range(0, 90).mapToObj(item -> item("i" + item)).toList(),
                Set.of());
        ItemSheets sheets = new ItemSheets(longForm.items());
        for (int person = 0; person < 60; person++) {
            Map<String, BigDecimal> points = new HashMap<>();
            for (int item = 0; item < 90; item++) {
                points.put("i" + item, points((person * 7 + item * 13) % 11 < 6));
            }
            points.remove("i" + person);
            sheets.add("P" + person, Optional.empty(), points, Map.of());
        }

        ItemFigures figures = ItemFigures.of(longForm, sheets, question(Phase.PRE), Optional.empty());

        assertThat(codes(figures)).contains("RASCH_TOO_COSTLY");
        assertThat(figures.toJson()).containsEntry("rasch", null);
        assertThat(PairedTable.object(figures.toJson().get("items"))).containsKey("*");
    }

    @Test
    void everyRemarkSpeaksThreeLanguages() {
        for (ItemRemarkCode code : ItemRemarkCode.values()) {
            Map<String, String> text = code.text("x", "y");
            assertThat(text).as(code.name()).containsOnlyKeys("en", "ur", "zh");
            assertThat(text.values()).doesNotHaveDuplicates().noneMatch(String::isBlank);
        }
    }

    @Test
    void itemsWithPartPointsAreLeftOutOfTheRaschModelByName() {
        Form form = new Form(VERSION, List.of(item("a"), item("b"), item("c")), Set.of("c"));
        ItemSheets sheets = new ItemSheets(form.items());
        for (String answers : List.of("101", "100", "011", "110")) {
            add(sheets, answers, Optional.empty());
        }

        ItemFigures figures = ItemFigures.of(form, sheets, question(Phase.PRE), Optional.empty());

        Map<String, Object> rasch = PairedTable.object(figures.toJson().get("rasch"));
        assertThat(PairedTable.object(rasch.get("items"))).containsOnlyKeys("a", "b");
        assertThat(codes(figures)).contains("RASCH_PART_OF_FORM").doesNotContain("RASCH_NOT_ESTIMABLE");
    }

    @Test
    void nobodyOnePersonAndEqualAnswersHaveAReportThatSaysSo() {
        for (int people : List.of(0, 1, 2)) {
            ItemFigures figures = figures(sheets(people, person -> "11111"), Phase.POST, Optional.empty());
            assertThat(figures.toJson().get("rasch")).as("%d people", people).isNull();
            assertThat(codes(figures)).contains(people == 0 ? "NO_ASSESSMENTS" : "RASCH_NOT_ESTIMABLE");
        }
    }

    @Test
    void aViewerIsToldNothingOfFour() {
        ItemFigures figures = figures(sheets(4, ItemFiguresTest::strongAndWeak), Phase.PRE, FIVE);

        assertThat(PairedTable.object(figures.toJson().get("items"))).isEmpty();
        assertThat(codes(figures)).containsOnlyOnce("TOO_FEW_TO_SHOW").doesNotContain("NO_ASSESSMENTS");
    }

    @Test
    void theAnswersOfOneWhoMissedAnItemCannotBeWorkedOut() {
        IntFunction<String> oneMissedTheLast = person -> person == 0 ? "0101-" : strongAndWeak(person);

        Map<String, Object> manager = whole(figures(sheets(20, oneMissedTheLast), Phase.PRE, Optional.empty()));
        ItemFigures viewer = figures(sheets(20, oneMissedTheLast), Phase.PRE, FIVE);

        assertThat(manager).containsEntry("n_persons", 20L).containsEntry("n_complete", 19L);
        assertThat(whole(viewer)).containsEntry("n_persons", 19L).containsEntry("n_complete", 19L);
        assertThat(codes(viewer)).contains("COMPLETE_CASES_ONLY");
    }

    @Test
    void anItemThatFewGotIsNotShownToAViewer() {
        ItemFigures viewer = figures(
                sheets(20, person -> strongAndWeak(person).substring(0, 4) + (person < 3 ? "1" : "-")),
                Phase.PRE,
                FIVE);

        assertThat(PairedTable.object(whole(viewer).get("items"))).containsOnlyKeys("a", "b", "c", "d");
        assertThat(codes(viewer)).contains("TOO_FEW_TO_SHOW").doesNotContain("COMPLETE_CASES_ONLY");
    }

    @Test
    void groupsOfFewAreNotComparedForAViewer() {
        ItemSheets sheets = new ItemSheets(form().items());
        for (int person = 0; person < 20; person++) {
            add(sheets, strongAndWeak(person), Optional.of(person < 3 ? "f" : "m"));
        }

        assertThat(PairedTable.object(figures(sheets, Phase.PRE, FIVE).toJson().get("dif")))
                .isEmpty();
        assertThat(PairedTable.object(
                        figures(sheets, Phase.PRE, Optional.empty()).toJson().get("dif")))
                .isNotEmpty();
    }

    @Test
    void worksOfOneScaleAreComparedTogetherAndOfTwoScalesItemByItem() {
        ItemSheets oneScale = new ItemSheets(List.of(rated("bead", 4), rated("edge", 4)));
        ItemSheets twoScales = new ItemSheets(List.of(rated("bead", 4), rated("edge", 10)));
        for (ItemSheets sheets : List.of(oneScale, twoScales)) {
            for (int person = 0; person < 6; person++) {
                addRated(
                        sheets, "bead", List.of(person % 4, (person + 1) % 4), "edge", List.of(person % 3, person % 3));
            }
        }

        Map<String, Object> together = RaterFigures.of(oneScale, 1);
        Map<String, Object> apart = RaterFigures.of(twoScales, 1);

        assertThat(PairedTable.object(together.get("kappa"))).containsEntry("n", 12L);
        assertThat(apart.get("kappa")).isNull();
        assertThat(PairedTable.object(apart.get("items"))).containsOnlyKeys("bead", "edge");
    }

    @Test
    void aThirdRatingThatFewGotIsNotComparedNorIsAWorkWithOne() {
        ItemSheets sheets = new ItemSheets(List.of(rated("bead", 4)));
        addRated(sheets, "bead", List.of(1, 2, 2));
        addRated(sheets, "bead", List.of(3, 3));
        addRated(sheets, "bead", List.of(4));

        Map<String, Object> raters = RaterFigures.of(sheets, 1);

        assertThat(PairedTable.object(raters.get("kappa"))).containsEntry("n", 2L);
        assertThat(PairedTable.object(raters.get("icc"))).containsEntry("n_raters", 2L);
    }

    @Test
    void threeRatersOfEveryWorkHaveNoKappaAndAScaleOfThousandsHasNone() {
        ItemSheets three = new ItemSheets(List.of(rated("bead", 4)));
        ItemSheets fine = new ItemSheets(List.of(rated("bead", 1_000_000)));
        for (int person = 0; person < 3; person++) {
            addRated(three, "bead", List.of(person, 1, 2));
            addRated(fine, "bead", List.of(person, 5));
        }

        assertThat(RaterFigures.of(three, 1).get("kappa")).isNull();
        assertThat(PairedTable.object(RaterFigures.of(three, 1).get("icc"))).containsEntry("n_raters", 3L);
        assertThat(RaterFigures.of(fine, 1).get("kappa")).isNull();
        assertThat(RaterFigures.of(fine, 1).get("icc")).isNotNull();
    }

    @Test
    void fewRatedWorksAreHiddenFromAViewerAndSoIsTheWholeThatTellsThem() {
        ItemSheets sheets = new ItemSheets(List.of(rated("bead", 4), rated("edge", 4)));
        for (int person = 0; person < 6; person++) {
            addRated(sheets, "bead", List.of(1, 2), "edge", person < 2 ? List.of(3, 3) : List.of(3));
        }

        Map<String, Object> raters = RaterFigures.of(sheets, 5);

        assertThat(raters.get("kappa")).isNull();
        assertThat(PairedTable.object(raters.get("items"))).containsOnlyKeys("bead");
        assertThat(RaterFigures.of(new ItemSheets(List.of(item("a"))), 1)).isEmpty();
    }

    private static ItemSheets.Item rated(String code, int hi) {
        ItemSheets.Scale scale = new ItemSheets.Scale(BigDecimal.ZERO, BigDecimal.valueOf(hi));
        return new ItemSheets.Item(code, "s", 1, Optional.empty(), List.of(), Optional.of(scale));
    }

    private static void addRated(ItemSheets sheets, String item, List<Integer> ratings) {
        sheets.add("P" + sheets.people(), Optional.empty(), Map.of(), Map.of(item, work(ratings)));
    }

    private static void addRated(
            ItemSheets sheets, String item, List<Integer> ratings, String other, List<Integer> otherRatings) {
        sheets.add(
                "P" + sheets.people(),
                Optional.empty(),
                Map.of(),
                Map.of(item, work(ratings), other, work(otherRatings)));
    }

    private static Answer work(List<Integer> ratings) {
        return new Answer.Rated("", ratings.stream().map(BigDecimal::valueOf).toList());
    }

    private static ItemFigures figures(ItemSheets sheets, Phase phase, Optional<Integer> smallest) {
        return ItemFigures.of(form(), sheets, question(phase), smallest);
    }

    private static ItemQuestion question(Phase phase) {
        return new ItemQuestion(VERSION, phase, GroupBy.GENDER, Optional.empty(), Optional.empty());
    }

    private static Form form() {
        return new Form(VERSION, List.of(item("a"), item("b"), item("c"), item("d"), item("e")), Set.of());
    }

    private static ItemSheets.Item item(String code) {
        return new ItemSheets.Item(code, "s", 1, Optional.empty(), List.of(), Optional.empty());
    }

    private static ItemSheets.Item choice(String code) {
        return new ItemSheets.Item(code, "s", 1, Optional.of("yes"), List.of("yes", "no", "maybe"), Optional.empty());
    }

    private static ItemSheets sheets(int people, IntFunction<String> answers) {
        ItemSheets sheets = new ItemSheets(form().items());
        for (int person = 0; person < people; person++) {
            add(sheets, answers.apply(person), Optional.empty());
        }
        return sheets;
    }

    /** Adds a person with 1 for right, 0 for wrong and - for an item that was not administered. */
    private static void add(ItemSheets sheets, String answers, Optional<String> group) {
        Map<String, BigDecimal> points = new HashMap<>();
        for (int item = 0; item < answers.length(); item++) {
            if (answers.charAt(item) != '-') {
                points.put(String.valueOf((char) ('a' + item)), points(answers.charAt(item) == '1'));
            }
        }
        sheets.add("P" + sheets.people(), group, points, Map.of());
    }

    private static BigDecimal points(boolean right) {
        return right ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    /** Three items by how strong a person of twenty is. */
    private static String strong(int person) {
        return (person >= 5 ? "1" : "0") + (person >= 10 ? "1" : "0") + (person >= 15 ? "1" : "0");
    }

    private static String strongAndWeak(int person) {
        return (person % 2) + "" + (person % 3 == 0 ? 1 : 0) + strong(person);
    }

    private static Map<String, Object> whole(ItemFigures figures) {
        return PairedTable.object(
                PairedTable.object(figures.toJson().get("items")).get("*"));
    }

    private static Map<String, List<String>> flags(ItemFigures figures) {
        Map<String, List<String>> byItem = new HashMap<>();
        listed(figures, "flags")
                .forEach(flag -> byItem.computeIfAbsent(String.valueOf(flag.get("item")), item -> new ArrayList<>())
                        .add(String.valueOf(flag.get("code"))));
        return byItem;
    }

    private static List<String> codes(ItemFigures figures) {
        return listed(figures, "notes").stream()
                .map(note -> String.valueOf(note.get("code")))
                .toList();
    }

    private static List<Map<String, Object>> listed(ItemFigures figures, String name) {
        return ((List<?>) figures.toJson().get(name))
                .stream().map(PairedTable::object).toList();
    }
}
