package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.hunar.server.export.Bound;
import org.hunar.server.export.Bound.Comparison;
import org.hunar.server.export.ExportTable;
import org.hunar.server.odata.filter.FilterParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrowingTest {
    private static final EntitySet ASSESSMENTS = EntitySet.of(ExportTable.ASSESSMENTS, false);
    private static final UUID ID = UUID.fromString("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f");

    @Test
    void whatEveryRowMustMeetIsSaidToTheDatabase() {
        assertThat(bounds("phase eq 'PRE' and percent lt 40 and 3 gt attempt and contains(cohort, 'lhr')"))
                .containsExactly(
                        new Bound("phase", Comparison.EQUAL, List.of("PRE")),
                        new Bound("percent", Comparison.AT_MOST, List.of(40L)),
                        new Bound("attempt", Comparison.AT_MOST, List.of(3L)));
        assertThat(bounds("cohort in ('a', 'b')"))
                .containsExactly(new Bound("cohort", Comparison.EQUAL, List.of("a", "b")));
        assertThat(bounds("(cohort eq 'a' or cohort eq 'b' or cohort in ('c'))"))
                .containsExactly(new Bound("cohort", Comparison.EQUAL, List.of("a", "b", "c")));
    }

    /** Each would leave out rows that are wanted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "phase eq 'PRE' or attempt eq 1",
                "not (phase eq 'PRE')",
                "phase ne 'PRE'",
                "phase eq null",
                "phase in ('PRE', null)",
                "phase eq 'PRE' or phase ne 'PRE'",
                "attempt gt 1 or attempt lt 1",
                "phase eq state",
                "tolower(phase) eq 'pre'"
            })
    void whatMayBeMetInAnotherWayIsNot(String filter) {
        assertThat(bounds(filter)).as(filter).isEmpty();
    }

    @Test
    void oneIdIsLookedForAloneIfItIsWrittenAsIdsAre() {
        assertThat(Narrowing.only(bounds("assessment_id eq '" + ID + "' and attempt eq 1"), "assessment_id"))
                .contains(ID);
        for (String other : List.of(ID.toString().toUpperCase(java.util.Locale.ROOT), "1-1-1-1-1", "x", "")) {
            assertThat(Narrowing.only(bounds("assessment_id eq '" + other + "'"), "assessment_id"))
                    .isEmpty();
        }
        assertThat(Narrowing.only(bounds("assessment_id in ('" + ID + "', 'x')"), "assessment_id"))
                .isEmpty();
    }

    private static List<Bound> bounds(String filter) {
        return Narrowing.of(FilterParser.parse(filter, ASSESSMENTS.properties()));
    }
}
