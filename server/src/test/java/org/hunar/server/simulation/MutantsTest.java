package org.hunar.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation can fail: every mutant is told from the real server, and for what is wrong with it. It is looked for where
 * it was found before; a seed tells another story as soon as anything draws otherwise, so in some more after that one.
 */
class MutantsTest {
    private static final int MOST_SEEDS = 500;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void isCaught(Mutant mutant) {
        Cluster cluster = new Cluster(TestDatabase.Kind.H2, mutant);
        long seed = mutant.firstSeed();
        Optional<Seeds.Failure> failure = Seeds.run(cluster, seed);
        while (failure.isEmpty() && seed < mutant.firstSeed() + MOST_SEEDS) {
            failure = Seeds.run(cluster, ++seed);
        }
        assertThat(failure)
                .as("%s within %d seeds from %d", mutant, MOST_SEEDS, mutant.firstSeed())
                .isPresent()
                .get()
                .extracting(each -> each.broken().invariant())
                .as("what is wrong with it, and not a node that fails")
                .isNotEqualTo("500");
        System.out.printf(
                "%s is caught at seed %d: %s%n",
                mutant,
                seed,
                failure.get().broken().getMessage().lines().findFirst().orElseThrow());
    }
}
