package org.hunar.server.odata;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.export.ExportTable;
import org.hunar.server.export.Exports;
import org.hunar.server.http.ProblemException;
import org.hunar.server.odata.filter.Expression;
import org.hunar.server.odata.filter.Expression.Comparison;
import org.hunar.server.odata.filter.KeyParser;
import org.hunar.server.odata.filter.Kind;
import org.hunar.server.odata.filter.Property;

/** Answers what is asked of a programme's tables, each answer from one snapshot. */
public final class Feeds {
    private final Exports exports;

    Feeds(Exports exports) {
        this.exports = exports;
    }

    /** @param names whether with the columns that tell who somebody is */
    static List<EntitySet> sets(boolean names) {
        return Arrays.stream(ExportTable.values())
                .map(table -> EntitySet.of(table, names))
                .toList();
    }

    /** @throws ProblemException 404 if there is no such table */
    static EntitySet set(String name, boolean names) {
        return ExportTable.named(name)
                .map(table -> EntitySet.of(table, names))
                .orElseThrow(() -> ProblemException.notFound(
                        "table " + name + "; there are assessments, answers, scores, pairs and participants"));
    }

    /** @throws ProblemException 404 if there is no such programme */
    void require(ProgrammeId programme) {
        exports.require(programme);
    }

    /** Written down before a row goes out. */
    void audit(Caller caller, ProgrammeId programme, EntitySet set) {
        exports.audit(caller, programme, set.names(), programme + "-" + set.name() + ".odata");
    }

    long count(ProgrammeId programme, Query query) {
        return exports.atOneMoment(programme, reader -> Pages.count(reader, programme, query));
    }

    /**
     * The row with this key.
     *
     * @param key as in the brackets of the address
     */
    Optional<Object[]> find(ProgrammeId programme, String key, Query query) {
        List<Expression> parts = new ArrayList<>();
        Map<Property, String> values = KeyParser.parse(key, query.set().key());
        values.forEach((property, value) -> parts.add(new Expression.Compare(
                Comparison.EQ, new Expression.Column(property), new Expression.Literal(Kind.TEXT, value))));
        Query found = query.filteredBy(new Expression.All(parts));
        List<Object[]> rows = new ArrayList<>();
        exports.atOneMoment(programme, reader -> {
            rows.clear();
            reader.read(found.all(programme), row -> {
                Object[] each = found.set().row(row);
                if (found.accepts(each)) {
                    rows.add(each);
                }
            });
            return null;
        });
        return rows.stream().findFirst();
    }

    /**
     * Writes a page.
     *
     * @param link address of the page that goes on behind this one
     * @throws ProblemException 503 if too many are written already; nothing was written
     */
    void write(ProgrammeId programme, Pages pages, Representation how, NextLink link, OutputStream out) {
        FeedWriter writer = new FeedWriter(out, pages.query(), how, link.root());
        exports.atOneMoment(programme, reader -> {
            pages.write(reader, programme, writer, link::of);
            return null;
        });
    }
}
