package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hunar.server.report.statistics.FormSums.Form;
import org.hunar.server.report.statistics.FormSums.Item;

/** Alpha from sums is alpha from the points of everybody. */
class FormSumsTest {
    private static final int ITEMS = 4;

    @Property(tries = 300)
    void alphaIsThatOfTheCompleteCases(@ForAll("people") List<List<Integer>> people) {
        FormSums sums = new FormSums();
        people.forEach(points -> sums.add(form("weld@1", points), 1));

        double expected = CronbachAlpha.of(people.stream()
                .filter(points -> !points.contains(null))
                .map(points -> points.stream().mapToDouble(Integer::doubleValue).toArray())
                .toArray(double[][]::new));
        if (Double.isNaN(expected)) {
            assertThat(sums.alpha("*")).isNaN();
        } else {
            assertThat(sums.alpha("*")).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Property(tries = 300)
    void peopleTakenBackLeaveNoTrace(@ForAll("people") List<List<Integer>> people) {
        FormSums sums = new FormSums();
        people.forEach(points -> sums.add(form("weld@1", points), 1));
        people.forEach(points -> sums.add(form("weld@1", points), -1));

        assertThat(sums).isEqualTo(new FormSums());
    }

    @Example
    void aChangedAnswerOutlivesBeingSummedUpAlone() {
        FormSums before = new FormSums();
        before.add(form("weld@1", List.of(3, 2, 2, 3)), 1);
        before.add(form("weld@1", List.of(1, 1, 0, 0)), 1);
        FormSums change = new FormSums();
        change.add(form("weld@1", List.of(1, 1, 0, 0)), -1);
        change.add(form("weld@1", List.of(0, 1, 0, 1)), 1);
        before.addAll(change);

        FormSums after = new FormSums();
        after.add(form("weld@1", List.of(0, 1, 0, 1)), 1);
        after.add(form("weld@1", List.of(3, 2, 2, 3)), 1);
        assertThat(before).isEqualTo(after);
    }

    @Example
    void withTwoFormsThereIsNone() {
        FormSums sums = new FormSums();
        for (List<Integer> points : List.of(List.of(1, 1, 0, 0), List.of(3, 2, 2, 3), List.of(0, 1, 0, 0))) {
            sums.add(form("weld@1", points), 1);
        }
        double ofOne = sums.alpha("*");
        Form other = form("weld@2", List.of(1, 0, 1, 0));
        sums.add(other, 1);

        assertThat(ofOne).isNotNaN();
        assertThat(sums.alpha("*")).isNaN();
        sums.add(other, -1);
        assertThat(sums.alpha("*")).isEqualTo(ofOne);
    }

    @Provide
    Arbitrary<List<List<Integer>>> people() {
        return Arbitraries.integers()
                .between(0, 3)
                .injectNull(0.05)
                .list()
                .ofSize(ITEMS)
                .list()
                .ofMaxSize(20);
    }

    private static Form form(String instrument, List<Integer> points) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Optional<BigDecimal> earned = Optional.ofNullable(points.get(i)).map(BigDecimal::valueOf);
            items.add(new Item("i" + i, i < 2 ? "safety" : "tools", earned));
        }
        return new Form(instrument, items);
    }
}
