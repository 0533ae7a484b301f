package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {
    private static final int FIVE = 5;

    @Test
    void showsGroupsThatAreLargeEnough() {
        assertThat(SmallGroups.toLeaveOut(Map.of("punjab", 5, "sindh", 30), FIVE))
                .isEmpty();
    }

    @Test
    void leavesOutTheOneThatWouldRevealASmallOne() {
        Map<String, Integer> sizes = Map.of("balochistan", 3, "punjab", 30, "sindh", 7);

        assertThat(SmallGroups.toLeaveOut(sizes, FIVE)).containsExactly("balochistan", "sindh");
    }

    @Test
    void leavesOutNoMoreWhenTheSmallOnesHideEachOther() {
        Map<String, Integer> sizes = Map.of("balochistan", 3, "gilgit", 2, "punjab", 30, "sindh", 7);

        assertThat(SmallGroups.toLeaveOut(sizes, FIVE)).containsExactly("balochistan", "gilgit");
    }

    @Test
    void aGroupOfNobodyRevealsNobody() {
        assertThat(SmallGroups.toLeaveOut(Map.of("balochistan", 0, "punjab", 30), FIVE))
                .containsExactly("balochistan");
    }

    @Property
    void neitherAGroupShownNorTheRestIsAFewPeople(
            @ForAll @Size(max = 8)
                    Map<@AlphaChars @StringLength(min = 1, max = 3) String, @IntRange(max = 12) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 10) int smallest) {
        Set<String> leftOut = SmallGroups.toLeaveOut(sizes, smallest);

        Set<String> shown = new TreeSet<>(sizes.keySet());
        shown.removeAll(leftOut);
        int rest = leftOut.stream().mapToInt(sizes::get).sum();
        assertThat(shown).allSatisfy(group -> assertThat(sizes.get(group)).isGreaterThanOrEqualTo(smallest));
        if (!shown.isEmpty()) {
            assertThat(rest == 0 || rest >= smallest).isTrue();
        }
    }
}
