package org.hunar.server.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.export.Exports.Reader;
import org.hunar.server.export.RowSink;
import org.hunar.server.export.Selection;

/**
 * Finds the rows of one page. In the order of the key they go out as they are read. In another order as many of the first
 * ones are kept as the page has, so what is kept is bounded by the page and not by the table. Where the database orders by
 * that column, too, it tells how far a page goes, and no more is read; else all rows are.
 *
 * @param query what is asked for
 * @param size rows of a page
 */
record Pages(Query query, int size) {
    /** Rows of a page, unless fewer are preferred. */
    static final int ROWS = 10_000;

    /** Rows of a page in an order of its own; as many may be skipped. */
    static final int ORDERED_ROWS = 5_000;

    /** Documents that are read if those before were too few, since a filter takes most of them away. */
    private static final int GROWTH = 16;

    /** @param last the last row, if there are more behind it */
    record Page(long rows, Optional<Object[]> last) {}

    /**
     * @param preferred rows of a page that the caller would like
     * @throws InvalidException if more is to be skipped than can be kept
     */
    static Pages of(Query query, Optional<Integer> preferred) {
        boolean byKey = query.order().isOfKey(query.set());
        if (!byKey && query.skip() > ORDERED_ROWS) {
            throw InvalidException.at(
                    "?$skip",
                    "TOO_MANY",
                    "with $orderby at most " + ORDERED_ROWS
                            + " rows are skipped; follow @odata.nextLink in place of it");
        }
        int most = byKey ? ROWS : ORDERED_ROWS;
        return new Pages(query, Math.max(1, Math.min(preferred.orElse(most), most)));
    }

    static long count(Reader reader, ProgrammeId programme, Query query) {
        long[] count = {0};
        reader.read(query.all(programme), values -> {
            if (query.accepts(query.set().row(values))) {
                count[0]++;
            }
        });
        return count[0];
    }

    void write(Reader reader, ProgrammeId programme, FeedWriter writer, Function<Page, Optional<String>> next) {
        Optional<Long> count = query.count() ? Optional.of(count(reader, programme, query)) : Optional.empty();
        writer.begin(count);
        writer.end(next.apply(limit() == 0 ? page(0, false, null) : rows(reader, query.rest(programme), writer)));
    }

    private Page rows(Reader reader, Selection rest, FeedWriter writer) {
        if (query.order().isOfKey(query.set())) {
            Passing page = new Passing(writer::row);
            reader.read(rest, page);
            return page.end();
        }
        Sorting page = new Sorting(writer::row);
        long documents = page.kept;
        Optional<Selection> first = query.first(reader, rest, documents);
        reader.read(first.orElse(rest), page);
        while (first.isPresent() && !page.isWhole()) {
            documents *= GROWTH;
            first = query.first(reader, rest, documents);
            page = new Sorting(writer::row);
            reader.read(first.orElse(rest), page);
        }
        return page.end();
    }

    /** Rows of this page, if there are so many. */
    private long limit() {
        return Math.min(query.top(), size);
    }

    /** Whether a row is one of the rest of the table, and meets the filter. */
    private boolean isWanted(Object[] row) {
        boolean behind = query.after().isEmpty()
                || query.order().compare(row, query.after().get()) > 0;
        return behind && query.accepts(row);
    }

    private Page page(long rows, boolean more, Object[] last) {
        boolean goesOn = more && rows < query.top();
        return new Page(rows, goesOn ? Optional.ofNullable(last) : Optional.empty());
    }

    private final class Passing implements RowSink {
        private final Consumer<Object[]> to;
        private long toSkip = query.skip();
        private long rows;
        private boolean more;
        private Object[] last;

        Passing(Consumer<Object[]> to) {
            this.to = to;
        }

        @Override
        public void row(Map<String, ?> values) {
            if (isFull()) {
                return;
            }
            Object[] row = query.set().row(values);
            if (!isWanted(row)) {
                return;
            }
            if (toSkip > 0) {
                toSkip--;
            } else if (rows < limit()) {
                to.accept(row);
                rows++;
                last = row;
            } else {
                more = true;
            }
        }

        @Override
        public boolean isFull() {
            return more || rows == query.top();
        }

        Page end() {
            return page(rows, more, last);
        }
    }

    private final class Sorting implements RowSink {
        private final Consumer<Object[]> to;
        private final long kept = query.skip() + limit() + 1;
        private final PriorityQueue<Object[]> first =
                new PriorityQueue<>(query.order().reversed());

        Sorting(Consumer<Object[]> to) {
            this.to = to;
        }

        @Override
        public void row(Map<String, ?> values) {
            Object[] row = query.set().row(values);
            boolean isOneOfTheFirst = first.size() < kept || query.order().compare(row, first.peek()) < 0;
            if (isOneOfTheFirst && isWanted(row)) {
                first.add(row);
                if (first.size() > kept) {
                    first.remove();
                }
            }
        }

        /** Whether further rows, which would come behind those that were read, change nothing. */
        boolean isWhole() {
            return first.size() == kept;
        }

        Page end() {
            List<Object[]> sorted = new ArrayList<>(first);
            sorted.sort(query.order());
            int from = (int) Math.min(query.skip(), sorted.size());
            int to = (int) Math.min(from + limit(), sorted.size());
            sorted.subList(from, to).forEach(this.to);
            return page(to - from, sorted.size() > to, to == from ? null : sorted.get(to - 1));
        }
    }
}
