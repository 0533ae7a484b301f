package org.hunar.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation can fail: every mutant is told from the real server, and for what is wrong with it. */
class MutantsTest {
    private static final int MOST_SEEDS = 500;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void isCaught(Mutant mutant) {
        Cluster cluster = new Cluster(TestDatabase.Kind.H2, mutant);
        long seed = 0;
        Optional<Seeds.Failure> failure = Optional.empty();
        while (failure.isEmpty() && seed < MOST_SEEDS) {
            failure = Seeds.run(cluster, ++seed);
        }
        assertThat(failure).as("%s within %d seeds", mutant, MOST_SEEDS).isPresent();
        System.out.printf(
                "%s is caught at seed %d: %s%n",
                mutant,
                seed,
                failure.get().broken().getMessage().lines().findFirst().orElseThrow());
    }
}
