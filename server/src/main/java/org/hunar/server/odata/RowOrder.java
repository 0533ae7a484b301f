package org.hunar.server.odata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hunar.server.odata.filter.Property;

/**
 * The order in which rows are wanted. It ends with the key, so no two rows are alike in it. Null comes before everything,
 * texts go by their UTF-16 code units.
 *
 * @param steps the first that tells two rows apart decides
 */
record RowOrder(List<Step> steps) implements Comparator<Object[]> {

    record Step(Property property, boolean descending) {}

    RowOrder {
        steps = List.copyOf(steps);
    }

    static RowOrder of(List<Step> wanted, EntitySet set) {
        List<Step> steps = new ArrayList<>(wanted);
        set.key().stream()
                .filter(property ->
                        wanted.stream().noneMatch(step -> step.property().equals(property)))
                .forEach(property -> steps.add(new Step(property, false)));
        return new RowOrder(steps);
    }

    /** Whether rows are read in this order anyhow. */
    boolean isOfKey(EntitySet set) {
        return steps.equals(of(List.of(), set).steps());
    }

    @Override
    public int compare(Object[] one, Object[] other) {
        for (Step step : steps) {
            int index = step.property().index();
            int order = values(one[index], other[index]);
            if (order != 0) {
                return step.descending() ? -order : order;
            }
        }
        return 0;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the values of one column are of one kind
    private static int values(Object one, Object other) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? -1 : 1;
        }
        if (one instanceof Number left && other instanceof Number right && one.getClass() != other.getClass()) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return ((Comparable) one).compareTo(other);
    }
}
