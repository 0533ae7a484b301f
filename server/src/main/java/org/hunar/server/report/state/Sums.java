package org.hunar.server.report.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The contributions of a programme summed up, by dimension; of all dimensions, or of those that are wanted. */
final class Sums {
    private final Map<String, GroupCounts> byDimension = new TreeMap<>();
    private Rest rest = Rest.NOTHING;

    Sums(Collection<String> dimensions) {
        dimensions.forEach(dimension -> byDimension.put(dimension, GroupCounts.NOBODY));
    }

    static Sums ofAllDimensions() {
        return new Sums(Groups.DIMENSIONS);
    }

    void add(List<Delta> deltas) {
        byDimension.replaceAll((dimension, counts) -> counts.plus(sum(dimension, deltas)));
        rest = rest.plus(Rest.of(deltas));
    }

    private static GroupCounts sum(String dimension, List<Delta> deltas) {
        GroupCounts.Builder counts = new GroupCounts.Builder();
        for (Delta delta : deltas) {
            counts.add(delta.groups().byDimension().get(dimension), delta.contribution(), delta.people());
        }
        return counts.build();
    }

    /** Adds what was packed of a dimension, if it is wanted. */
    void add(String dimension, GroupCounts counts) {
        byDimension.computeIfPresent(dimension, (name, sum) -> sum.plus(counts));
    }

    void add(Rest more) {
        rest = rest.plus(more);
    }

    void addAll(Sums others) {
        others.byDimension.forEach(this::add);
        add(others.rest);
    }

    GroupCounts counts(String dimension) {
        return byDimension.get(dimension);
    }

    Rest rest() {
        return rest;
    }

    /** The dimensions and their counts. */
    Map<String, GroupCounts> byDimension() {
        return byDimension;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums that && byDimension.equals(that.byDimension) && rest.equals(that.rest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(byDimension, rest);
    }
}
