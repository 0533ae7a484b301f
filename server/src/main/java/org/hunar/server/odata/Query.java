package org.hunar.server.odata;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.export.Bound;
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
        Optional<UUID> from = order.isOfKey(set)
                ? after.map(row -> row[set.key().get(0).index()]).flatMap(Narrowing::uuid)
                : Optional.empty();
        return selection(programme, from);
    }

    private Selection selection(ProgrammeId programme, Optional<UUID> begin) {
        List<Bound> bounds = filter.map(Narrowing::of).orElse(List.of());
        String id = set.key().get(0).name();
        Optional<UUID> only = Narrowing.only(bounds, id);
        Optional<UUID> after = begin.or(() -> only).map(Selection::before);
        return new Selection(programme, set.table(), set.names(), Optional.empty(), after, only, bounds);
    }
}
