package org.hunar.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hunar.server.export.Bound.Comparison;
import org.junit.jupiter.api.Test;

class BoundsTest {
    private static final Instant NINE = Instant.parse("2026-09-20T09:00:00Z");

    @Test
    void valuesAreBoundAndNeverPartOfTheStatement() {
        Bounds bounds = Bounds.ofAssessments(List.of(
                new Bound("cohort", Comparison.EQUAL, List.of("' or true --", "b")),
                new Bound("attempt", Comparison.AT_LEAST, List.of(2L))));

        assertThat(bounds.conditions())
                .isEqualTo(" and (a.cohort = :bound0 or a.cohort = :bound1) and (a.attempt >= :bound2)");
        assertThat(bounds.values())
                .containsEntry("bound0", "' or true --")
                .containsEntry("bound1", "b")
                .containsEntry("bound2", 2L);
    }

    /** A time is shown without what comes behind its milliseconds. */
    @Test
    void timesAreWidenedByWhatIsNotShownOfThem() {
        Bounds bounds = Bounds.ofAssessments(List.of(
                new Bound("received_at", Comparison.AT_LEAST, List.of(NINE)),
                new Bound("received_at", Comparison.AT_MOST, List.of(NINE))));

        assertThat(bounds.values())
                .containsEntry("bound0", OffsetDateTime.parse("2026-09-20T08:59:59.999Z"))
                .containsEntry("bound1", OffsetDateTime.parse("2026-09-20T09:00:00.001Z"));
    }

    @Test
    void nothingIsSaidOfWhatTheDatabaseWouldSeeOtherwise() {
        String id = UUID.randomUUID().toString();
        for (Bound bound : List.of(
                new Bound("percent", Comparison.EQUAL, List.of(40L)),
                new Bound("name", Comparison.EQUAL, List.of("x")),
                new Bound("cohort", Comparison.AT_LEAST, List.of("b")),
                new Bound("cohort", Comparison.EQUAL, List.of("a", "\0")),
                new Bound("participant_id", Comparison.EQUAL, List.of("{" + id + "}")),
                new Bound("received_at", Comparison.EQUAL, List.of(NINE)),
                new Bound("attempt", Comparison.EQUAL, List.of(new java.math.BigDecimal("1.5"))),
                new Bound("cohort", Comparison.EQUAL, Collections.nCopies(201, (Object) "a")))) {
            assertThat(Bounds.ofAssessments(List.of(bound)).conditions())
                    .as(bound.toString())
                    .isEmpty();
        }
        assertThat(Bounds.ofAssessments(List.of(new Bound("participant_id", Comparison.EQUAL, List.of(id))))
                        .values())
                .containsEntry("bound0", UUID.fromString(id));
    }
}
