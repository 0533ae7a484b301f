package org.hunar.server.report.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hunar.server.report.state.Contribution.Percents;
import org.hunar.server.report.statistics.FormSums.Form;
import org.hunar.server.report.statistics.FormSums.Item;

/** The sums of a programme are exact whatever comes, goes and is written down in between. */
class SumsTest {

    @Property(tries = 100)
    void peopleComeInAnyOrder(@ForAll("people") List<Delta> people, @ForAll Random random) {
        List<Delta> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, random);

        assertThat(sums(shuffled)).isEqualTo(sums(people));
    }

    @Property(tries = 100)
    void twoHalvesAreTheWhole(@ForAll("people") List<Delta> people, @ForAll Random random) {
        int middle = random.nextInt(people.size() + 1);
        Sums sum = sums(people.subList(0, middle));
        sum.addAll(sums(people.subList(middle, people.size())));

        assertThat(sum).isEqualTo(sums(people));
    }

    @Property(tries = 100)
    void whoCameAndWasVoidedChangesNothing(@ForAll("people") List<Delta> people, @ForAll("people") List<Delta> some) {
        Sums sum = sums(people);
        sum.add(some);
        sum.add(negated(some));

        assertThat(sum).isEqualTo(sums(people));
    }

    @Property(tries = 100)
    void whoIsReplacedWasNeverThere(@ForAll("people") List<Delta> people, @ForAll("people") List<Delta> others) {
        Sums exchange = Sums.ofAllDimensions();
        exchange.add(negated(people));
        exchange.add(others);
        Sums sum = sums(people);
        sum.addAll(exchange);

        assertThat(sum).isEqualTo(sums(others));
    }

    @Property(tries = 100)
    void everybodyTakenBackLeavesNothing(@ForAll("people") List<Delta> people) {
        Sums sum = sums(people);
        sum.add(negated(people));

        assertThat(sum).isEqualTo(Sums.ofAllDimensions());
        assertThat(sum.rest().isNothing()).isTrue();
    }

    @Property(tries = 100)
    void whatIsWrittenIsReadAgain(@ForAll("people") List<Delta> people) {
        Sums written = sums(people);
        Sums read = Sums.ofAllDimensions();
        written.byDimension()
                .forEach((dimension, counts) ->
                        counts.pack().forEach(part -> read.add(dimension, GroupCounts.unpack(part))));
        written.rest().pack().forEach(part -> read.add(Rest.unpack(part)));
        List<Delta> deltas = new ArrayList<>();
        Delta.pack(people).forEach(part -> deltas.addAll(Delta.unpack(part)));

        assertThat(read).isEqualTo(written);
        assertThat(deltas).isEqualTo(people);
    }

    @Property(tries = 100)
    void everybodyIsTheSumOfTheGroups(@ForAll("people") List<Delta> people) {
        Sums sum = sums(people);

        assertThat(sum.byDimension().keySet()).allSatisfy(dimension -> {
            assertThat(sum.counts(dimension).people()).isEqualTo(people.size());
            assertThat(sum.counts(dimension).toReportCounts().of("*", "*"))
                    .isEqualTo(sum.counts("*").toReportCounts().of("*", "*"));
        });
    }

    @Example
    void aStateOfMoreCellsThanOneValueTakesIsWrittenInParts() {
        GroupCounts.Builder people = new GroupCounts.Builder();
        for (int i = 0; i < 40_000; i++) {
            people.add("*", contribution(Map.of("*", percents(i / 400.0, i / 401.0)), 0, Optional.empty()), 1);
        }
        GroupCounts counts = people.build();

        List<byte[]> parts = counts.pack();

        assertThat(parts).hasSizeGreaterThan(1).allMatch(part -> part.length < 1 << 20);
        assertThat(parts.stream().map(GroupCounts::unpack).reduce(GroupCounts.NOBODY, GroupCounts::plus))
                .isEqualTo(counts);
    }

    @Example
    void aTestOfWholePointsNeedsThreeBytesACell() {
        GroupCounts.Builder people = new GroupCounts.Builder();
        for (int pre = 0; pre <= 50; pre++) {
            for (int post = 0; post <= 50; post++) {
                people.add("*", contribution(Map.of("*", percents(2.0 * pre, 2.0 * post)), 0, Optional.empty()), 30);
            }
        }

        assertThat(people.build().pack()).hasSize(1).allMatch(part -> part.length < 51 * 51 * 3 + 500);
    }

    @Example
    void fewerThanNobodyIsAnError() {
        Sums sum = sums(List.of(new Delta(
                groups("A"), contribution(Map.of("*", percents(50, 60)), 0, Optional.empty()), -1)));

        assertThatThrownBy(() -> sum.counts("*").toReportCounts())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("report rebuild");
    }

    @Provide
    Arbitrary<List<Delta>> people() {
        Arbitrary<Percents> percents = Combinators.combine(percent(), percent()).as(Percents::new);
        Arbitrary<Contribution> contribution = Combinators.combine(
                        percents, percents, Arbitraries.integers().between(0, 2), form().optional())
                .as((total, skill, pending, form) -> contribution(Map.of("*", total, "safety", skill), pending, form));
        return Combinators.combine(Arbitraries.of("Punjab", "سندھ", Groups.NONE), contribution)
                .as((province, one) -> new Delta(groups(province), one, 1))
                .list()
                .ofMaxSize(30);
    }

    private static Arbitrary<Optional<Double>> percent() {
        return Arbitraries.integers()
                .between(0, 7)
                .map(points -> 100.0 * points / 7)
                .optional();
    }

    private static Arbitrary<Form> form() {
        Arbitrary<Optional<BigDecimal>> points = Arbitraries.of("0", "0.5", "1", "0.333333333333333333")
                .map(BigDecimal::new)
                .optional(0.9);
        return Combinators.combine(Arbitraries.of("weld@1", "weld@2"), points, points, points)
                .as((instrument, a, b, c) -> new Form(
                        instrument,
                        List.of(new Item("a", "safety", a), new Item("b", "safety", b), new Item("c", "tools", c))));
    }

    private static Contribution contribution(Map<String, Percents> byScale, int pending, Optional<Form> form) {
        return new Contribution(new TreeMap<>(byScale), pending, pending > 1, form);
    }

    private static Percents percents(double pre, double post) {
        return new Percents(Optional.of(pre), Optional.of(post));
    }

    private static Groups groups(String province) {
        return new Groups("lhr-03", province, "F", Groups.NONE);
    }

    private static List<Delta> negated(List<Delta> people) {
        return people.stream().map(Delta::negated).toList();
    }

    private static Sums sums(List<Delta> people) {
        Sums sums = Sums.ofAllDimensions();
        sums.add(people);
        return sums;
    }
}
