package org.hunar.server.odata;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.export.Bound;
import org.hunar.server.export.Exports.Reader;
import org.hunar.server.export.Selection;
import org.hunar.server.odata.filter.Expression;
import org.hunar.server.odata.filter.Property;

/**
 * What is asked of a table.
 *
 * @param select the columns that are wanted, in their order
 * @param narrowed whether {@code $select} named them
 * @param after where the page before ended
 * @param skip rows before the first
 * @param top rows at most, over all pages
 * @param count whether all rows that there are are counted too
 */
record Query(
        EntitySet set,
        Optional<Expression> filter,
        RowOrder order,
        List<Property> select,
        boolean narrowed,
        Optional<Object[]> after,
        long skip,
        long top,
        boolean count) {

    Query {
        select = List.copyOf(select);
    }

    Query filteredBy(Expression wanted) {
        return new Query(set, Optional.of(wanted), order, select, narrowed, after, skip, top, count);
    }

    boolean accepts(Object[] row) {
        return filter.isEmpty() || filter.get().accepts(row);
    }

    /** What has to be read to find all rows that meet the filter. */
    Selection all(ProgrammeId programme) {
        return selection(programme, Optional.empty());
    }

    /** What has to be read to find the rows after the page before. */
    Selection rest(ProgrammeId programme) {
        if (order.isOfKey(set)) {
            return selection(
                    programme, after.map(row -> row[set.key().get(0).index()]).flatMap(Narrowing::uuid));
        }
        Selection all = all(programme);
        return after.flatMap(row -> value(row[first().property().index()]))
                .map(value -> all.within(bound(first().descending(), value)))
                .orElse(all);
    }

    /**
     * Less of the rest: with the first documents of the order all that are like the last of them in its first step, so that
     * no row outside comes before one inside.
     *
     * @param documents how many
     * @return empty if the database cannot tell, or there are not so many
     */
    Optional<Selection> first(Reader reader, Selection rest, long documents) {
        return reader.edge(rest, first().property().name(), first().descending(), documents)
                .map(edge -> rest.within(bound(!first().descending(), edge)));
    }

    private RowOrder.Step first() {
        return order.steps().get(0);
    }

    private Bound bound(boolean most, Object value) {
        return new Bound(
                first().property().name(),
                most ? Bound.Comparison.AT_MOST_OR_NONE : Bound.Comparison.AT_LEAST,
                List.of(value));
    }

    /** Of a row, as a bound has it; empty for what can be none. */
    private Optional<Object> value(Object shown) {
        return switch (first().property().kind()) {
            case TIME -> Optional.ofNullable(shown);
            case WHOLE -> Optional.ofNullable(shown).map(number -> ((Number) number).longValue());
            default -> Optional.empty();
        };
    }

    private Selection selection(ProgrammeId programme, Optional<UUID> begin) {
        List<Bound> bounds = filter.map(Narrowing::of).orElse(List.of());
        String id = set.key().get(0).name();
        Optional<UUID> only = Narrowing.only(bounds, id);
        Optional<UUID> after = begin.or(() -> only).map(Selection::before);
        return new Selection(programme, set.table(), set.names(), Optional.empty(), after, only, bounds);
    }
}
