package org.hunar.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hunar.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong on the way, every invariant holds at every quiet point. More seeds: {@code scripts/simulate}. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 600);
    /** In so many everything happens that can. */
    private static final int ENOUGH = 600;

    /** An invariant that nothing has tried holds easily. */
    private static final List<String> MUST_HAPPEN = List.of(
            "approve",
            "send back",
            "declare void",
            "decide HARD_CONFLICT",
            "decide LATE_EDIT",
            "decide DUPLICATE_ATTEMPT",
            "decide PARTICIPANT_REMOVED",
            "decide AUTHORITY_REVIEW",
            "decide CLOCK_SUSPECT",
            "decide FORKED_INSTALL",
            "merge",
            "take back",
            "erase",
            "erase again",
            "erase again whom a backup brought back",
            "send a form",
            "edit a form",
            "IDEMPOTENCY_MISMATCH",
            "MERGED_IN_A_CIRCLE",
            "publish",
            "correct the key",
            "upload",
            "bring again",
            "send again",
            "WRONG_OFFSET",
            "CHECKSUM_MISMATCH",
            "CUT",
            "UPLOAD_EXPIRED",
            "CURSOR_EXPIRED",
            "CURSOR_EPOCH");

    private static final int ON_POSTGRESQL = 20;
    private static final int WORKERS = 2;

    @Test
    void manyDaysInTheField() throws InterruptedException {
        Seeds seeds = new Seeds(TestDatabase.Kind.H2, Wiring.AS_BUILT, WORKERS);
        requireNone(seeds.run(1, SEEDS, done -> {}));
        if (SEEDS >= ENOUGH) {
            assertThat(seeds.done())
                    .as("deeds that succeeded, and refusals that were met, in %d seeds", SEEDS)
                    .containsAll(MUST_HAPPEN);
        }
    }

    @Test
    void someOfThemOnPostgreSql() throws InterruptedException {
        requireNone(new Seeds(TestDatabase.Kind.POSTGRESQL, Wiring.AS_BUILT, 1).run(1, ON_POSTGRESQL, done -> {}));
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        Cluster cluster = new Cluster(TestDatabase.Kind.H2, Wiring.AS_BUILT);
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(Seeds.story(cluster, seed)).isEqualTo(Seeds.story(cluster, seed));
        }
    }

    private static void requireNone(Optional<Seeds.Failure> failure) {
        failure.ifPresent(each -> {
            String story = String.join("\n", each.story());
            throw new AssertionError(
                    "seed " + each.seed() + " failed, replay with: scripts/simulate --seed " + each.seed()
                            + " --verbose\n" + story,
                    each.broken());
        });
    }
}
