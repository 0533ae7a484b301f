package org.hunar.server.report;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which groups a viewer may not see, since their figures would be those of a few people.
 *
 * <p>Leaving out the small ones is not enough where the whole is shown as well: whole less the groups shown is what was
 * left out. So further groups are left out, smallest first, until those left out are together no small group. This is
 * the complementary suppression of official statistics for a table of one dimension.
 */
final class SmallGroups {
    private SmallGroups() {}

    /**
     * @param sizes people behind the figures of each group; the groups share nobody and together are the whole
     * @param smallest people that a group needs to be shown
     * @return names of the groups to leave out
     */
    static Set<String> toLeaveOut(Map<String, Integer> sizes, int smallest) {
        Set<String> leftOut = new TreeSet<>();
        int people = 0;
        Iterator<Map.Entry<String, Integer>> bySize = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .iterator();
        while (bySize.hasNext()) {
            Map.Entry<String, Integer> group = bySize.next();
            boolean small = group.getValue() < smallest;
            boolean revealsOthers = people > 0 && people < smallest;
            if (small || revealsOthers) {
                leftOut.add(group.getKey());
                people += group.getValue();
            }
        }
        return leftOut;
    }
}
