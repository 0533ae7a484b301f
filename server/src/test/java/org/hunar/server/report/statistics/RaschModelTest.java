package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaschModelTest {
    @Test
    void twoItemsDifferByTheLogOfHowManyFoundTheOneAloneHard() {
        RaschModel model = model("ab", "10", "10", "10", "01", "11", "00");
        assertThat(figure(model, "items", "a", "difficulty")).isCloseTo(-Math.log(3) / 2, within(1e-12));
        assertThat(figure(model, "items", "b", "difficulty")).isCloseTo(Math.log(3) / 2, within(1e-12));
        assertThat(model.figures()).containsEntry("n_used", 4L).containsEntry("n_extreme", 2L);
    }

    /** Where the likelihood is flat to its last digit, the difficulties are not yet. */
    @Test
    void difficultiesOfManyPeopleAreThoseOfTheOptimum() {
        List<String> people = new ArrayList<>();
        int[] counts = {26, 131, 7, 42, 3, 25, 1, 24, 13, 85, 3, 109, 1, 46, 1, 83};
        for (int pattern = 0; pattern < counts.length; pattern++) {
            String answers = Integer.toBinaryString(16 + pattern).substring(1);
            people.addAll(Collections.nCopies(counts[pattern], answers));
        }
        RaschModel model = model("abcd", people.toArray(String[]::new));
        // Newton's method with 40 digits over all patterns of a score (mpmath); the gradient there is below 1e-38
        double[] difficulties = {0.0877901386921313549, 1.52457704861434949, 0.746263483689788429, -2.35863067099626927
        };
        double[] errors = {0.092768983644102025, 0.0998194836898298588, 0.0929067148104211753, 0.147721631826071175};
        for (int i = 0; i < difficulties.length; i++) {
            String item = "abcd".substring(i, i + 1);
            assertThat(figure(model, "items", item, "difficulty")).isCloseTo(difficulties[i], within(1e-13));
            assertThat(figure(model, "items", item, "se")).isCloseTo(errors[i], within(1e-13));
        }
        assertThat(figure(model, "loglik")).isCloseTo(-434.813725965422569, within(1e-10));
    }

    @Test
    void itemsThatEverybodyGetsRightOrWrongAreLeftOutAndScoresCountedAnew() {
        RaschModel model = model("abcd", "1010", "0110", "1010", "0010");
        assertThat(model.figures()).containsEntry("dropped", Map.of("c", "ALL_RIGHT", "d", "ALL_WRONG"));
        assertThat(figure(model, "persons", "P0", "max")).isEqualTo(2);
        assertThat(figure(model, "persons", "P0", "score")).isEqualTo(1);
    }

    @Test
    void itemThatOnlyExtremePeopleGotHasNoData() {
        RaschModel model = model("abc", "10-", "01-", "111");
        assertThat(model.figures()).containsEntry("dropped", Map.of("c", "NO_DATA"));
    }

    @Test
    void formsWithItemsInCommonShareOneScale() {
        RaschModel model = model("abc", "10-", "10-", "01-", "-10", "-10", "-10", "-01");
        double ab = Math.log(2);
        double bc = Math.log(3);
        double a = -(2 * ab + bc) / 3;
        assertThat(figure(model, "items", "a", "difficulty")).isCloseTo(a, within(1e-12));
        assertThat(figure(model, "items", "c", "difficulty")).isCloseTo(a + ab + bc, within(1e-12));
        assertThat(model.figures()).doesNotContainKey("score_table");
    }

    @Test
    void formsWithoutLinkAreRefused() {
        assertThatThrownBy(() -> model("abcd", "10--", "01--", "--10", "--01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not link the items");
    }

    @Test
    void partOfThePointsIsRefused() {
        ItemTable table = new ItemTable(List.of(new ItemTable.Column("a", 2)));
        table.add(Map.of("a", 1.0));
        assertThatThrownBy(() -> RaschModel.of(List.of("P0"), table)).hasMessageContaining("the item a");
    }

    @Test
    void noneAndAllRightHaveAWeightedEstimateOnly() {
        RaschModel model = model("ab", "10", "10", "01", "11");
        assertThat(model.figures().get("score_table").toString()).contains("0={ml=null, ml_se=null, wle=-");
        assertThat(figure(model, "score_table", "2", "wle"))
                .isCloseTo(-figure(model, "score_table", "0", "wle"), within(1e-9));
    }

    @Test
    void secondFormIsPutOnTheScaleOfTheFirst() {
        RaschModel before = model("ab", "10", "10", "10", "01");
        RaschModel after = model("bc", "10", "10", "10", "10", "01");
        Map<String, Object> equating = Equating.of(before, after);
        double b = Math.log(3) / 2;
        assertThat((Double) equating.get("constant")).isCloseTo(b + Math.log(4) / 2, within(1e-12));
        assertThat(number(equating, "form_b", "c")).isCloseTo(b + Math.log(4), within(1e-12));
        assertThat(number(equating, "anchors", "b", "displacement")).isCloseTo(0, within(1e-12));
    }

    @Test
    void anchorThatMovedIsDropped() {
        RaschModel before = model("abcd", rows(new int[] {0, 0, 0, 0}));
        RaschModel after = model("abcd", rows(new int[] {0, 0, 0, 6}));
        Map<String, Object> equating = Equating.of(before, after);
        assertThat(((Map<?, ?>) ((Map<?, ?>) equating.get("anchors")).get("d")).get("used"))
                .isEqualTo(false);
        assertThat(equating).containsEntry("n_anchors", 3L);
        assertThat(number(equating, "form_b", "a")).isCloseTo(figure(before, "items", "a", "difficulty"), within(1e-9));
    }

    @Test
    void formsWithoutAnchorsAreRefused() {
        RaschModel before = model("ab", "10", "01");
        RaschModel after = model("cd", "10", "01");
        assertThatThrownBy(() -> Equating.of(before, after)).hasMessageContaining("no item in common");
    }

    /** Each item is answered right alone by four people, and by so many more. */
    private static String[] rows(int[] more) {
        List<String> rows = new ArrayList<>();
        for (int item = 0; item < more.length; item++) {
            StringBuilder row = new StringBuilder("0000");
            row.setCharAt(item, '1');
            for (int i = 0; i < 4 + more[item]; i++) {
                rows.add(row.toString());
            }
        }
        return rows.toArray(String[]::new);
    }

    /** One letter for each item; one text for each person: 1 right, 0 wrong, - not administered. */
    private static RaschModel model(String items, String... people) {
        List<ItemTable.Column> columns = items.chars()
                .mapToObj(item -> new ItemTable.Column(String.valueOf((char) item), 1))
                .toList();
        ItemTable table = new ItemTable(columns);
        List<String> ids = new ArrayList<>();
        for (String person : people) {
            Map<String, Double> points = new HashMap<>();
            for (int i = 0; i < items.length(); i++) {
                if (person.charAt(i) != '-') {
                    points.put(items.substring(i, i + 1), person.charAt(i) - '0' + 0.0);
                }
            }
            ids.add("P" + ids.size());
            table.add(points);
        }
        return RaschModel.of(ids, table);
    }

    private static double figure(RaschModel model, String... path) {
        return number(model.figures(), path);
    }

    private static double number(Map<String, Object> figures, String... path) {
        Object value = figures;
        for (String name : path) {
            value = ((Map<?, ?>) value).get(name);
        }
        return ((Number) value).doubleValue();
    }
}
