package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** People come, go and are taken back in any order, and what is left is always the same to the last bit. */
class JointCountsTest {
    private static final double NO_SCORE = Double.NaN;

    private record Person(double pre, double post) {}

    @Property(tries = 300)
    void peopleComeInAnyOrder(@ForAll("people") List<Person> people, @ForAll Random random) {
        List<Person> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, random);

        assertThat(counts(shuffled)).isEqualTo(counts(people));
    }

    @Property(tries = 300)
    void twoHalvesAreTheWhole(@ForAll("people") List<Person> people, @ForAll Random random) {
        int middle = random.nextInt(people.size() + 1);
        JointCounts one = counts(people.subList(0, middle));
        JointCounts other = counts(people.subList(middle, people.size()));

        assertThat(one.plus(other)).isEqualTo(counts(people)).isEqualTo(other.plus(one));
    }

    @Property(tries = 300)
    void whoIsAddedAndTakenBackWasNeverThere(
            @ForAll("people") List<Person> people, @ForAll("people") List<Person> some) {
        JointCounts before = counts(people);

        assertThat(before.plus(counts(some)).plus(counts(some).negated())).isEqualTo(before);
    }

    @Property(tries = 300)
    void everybodyTakenBackLeavesNothing(@ForAll("people") List<Person> people) {
        JointCounts nobody = counts(people).plus(counts(people).negated());

        assertThat(nobody).isEqualTo(JointCounts.EMPTY);
        assertThat(nobody.isEmpty()).isTrue();
    }

    @Property(tries = 300)
    void partsAreTheWhole(@ForAll("people") List<Person> people, @ForAll Random random) {
        JointCounts whole = counts(people);
        int middle = random.nextInt(whole.size() + 1);

        assertThat(whole.part(0, middle).plus(whole.part(middle, whole.size()))).isEqualTo(whole);
    }

    @Property(tries = 300)
    void eachPersonIsPairedOrLacksAPhase(@ForAll("people") List<Person> people) {
        JointCounts counts = counts(people);
        long without = people.stream()
                .filter(person -> Double.isNaN(person.pre()) && Double.isNaN(person.post()))
                .count();

        assertThat(counts.people()).isEqualTo(people.size());
        assertThat(counts.pairs().people()
                        + counts.preOnly().people()
                        + counts.postOnly().people()
                        + without)
                .isEqualTo(people.size());
        assertThat(counts.posts().people())
                .isEqualTo(counts.pairs().people() + counts.postOnly().people());
    }

    @Example
    void cellsAreTakenInTheirOrderOnly() {
        JointCounts.Appender sorted = new JointCounts.Appender(2);
        sorted.accept(50, 60, 1);

        assertThatThrownBy(() -> sorted.accept(50, 60, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void theMedianIsThatOfThePeopleNotOfTheirScores() {
        Frequencies frequencies = Frequencies.of(new double[] {70, 10, 40}, new long[] {1, 4, 3});

        assertThat(frequencies.median()).isEqualTo(25);
        assertThat(frequencies.mean()).isEqualTo(28.75);
        assertThat(frequencies.min()).isEqualTo(10);
        assertThat(frequencies.max()).isEqualTo(70);
    }

    @Provide
    Arbitrary<List<Person>> people() {
        Arbitrary<Double> percent =
                Arbitraries.integers().between(0, 4).map(points -> points == 4 ? NO_SCORE : 100.0 * points / 3);
        return Combinators.combine(percent, percent).as(Person::new).list().ofMaxSize(40);
    }

    private static JointCounts counts(List<Person> people) {
        JointCounts.Builder counts = new JointCounts.Builder();
        people.forEach(person -> counts.add(person.pre(), person.post(), 1));
        return counts.build();
    }
}
