package org.hunar.server.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.export.Bound;
import org.hunar.server.odata.filter.Expression;
import org.hunar.server.odata.filter.Expression.All;
import org.hunar.server.odata.filter.Expression.Any;
import org.hunar.server.odata.filter.Expression.Column;
import org.hunar.server.odata.filter.Expression.Compare;
import org.hunar.server.odata.filter.Expression.Comparison;
import org.hunar.server.odata.filter.Expression.In;
import org.hunar.server.odata.filter.Expression.Literal;

/**
 * What of a filter can be said to the database: columns that stand to values in a certain way, all of which a row must
 * meet. The filter itself still looks at every row, so what is not said costs time and changes nothing.
 */
final class Narrowing {
    private Narrowing() {}

    static List<Bound> of(Expression filter) {
        List<Expression> parts = filter instanceof All all ? all.parts() : List.of(filter);
        return parts.stream().map(Narrowing::bound).flatMap(Optional::stream).toList();
    }

    /** The one id that can be meant, if the bounds leave only one. */
    static Optional<UUID> only(List<Bound> bounds, String id) {
        return bounds.stream()
                .filter(bound -> bound.column().equals(id)
                        && bound.comparison() == Bound.Comparison.EQUAL
                        && bound.values().size() == 1)
                .map(bound -> bound.values().get(0))
                .findFirst()
                .flatMap(Narrowing::uuid);
    }

    /** Empty if this is no id as they are written here. */
    static Optional<UUID> uuid(Object text) {
        try {
            UUID id = UUID.fromString((String) text);
            return Optional.of(id).filter(it -> it.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Bound> bound(Expression part) {
        if (part instanceof Compare compare) {
            return compared(compare.left(), compare.right(), compare.comparison())
                    .or(() -> compared(compare.right(), compare.left(), turned(compare.comparison())));
        }
        if (part instanceof In in && in.value() instanceof Column column) {
            return oneOf(column, in.among());
        }
        return part instanceof Any any ? sameColumn(any.parts()) : Optional.empty();
    }

    private static Optional<Bound> compared(Expression column, Expression value, Comparison comparison) {
        if (!(column instanceof Column named && value instanceof Literal literal && literal.value() != null)) {
            return Optional.empty();
        }
        return switch (comparison) {
            case EQ -> Optional.of(bound(named, Bound.Comparison.EQUAL, literal.value()));
            case GT, GE -> Optional.of(bound(named, Bound.Comparison.AT_LEAST, literal.value()));
            case LT, LE -> Optional.of(bound(named, Bound.Comparison.AT_MOST, literal.value()));
            case NE -> Optional.empty();
        };
    }

    private static Comparison turned(Comparison comparison) {
        return switch (comparison) {
            case GT -> Comparison.LT;
            case GE -> Comparison.LE;
            case LT -> Comparison.GT;
            case LE -> Comparison.GE;
            case EQ, NE -> comparison;
        };
    }

    private static Bound bound(Column column, Bound.Comparison comparison, Object value) {
        return new Bound(column.property().name(), comparison, List.of(value));
    }

    private static Optional<Bound> oneOf(Column column, List<Expression> among) {
        List<Object> values = new ArrayList<>();
        for (Expression each : among) {
            if (!(each instanceof Literal literal) || literal.value() == null) {
                return Optional.empty();
            }
            values.add(literal.value());
        }
        return Optional.of(new Bound(column.property().name(), Bound.Comparison.EQUAL, values));
    }

    /** {@code cohort eq 'a' or cohort eq 'b'}, as Power BI writes a list. */
    private static Optional<Bound> sameColumn(List<Expression> parts) {
        List<Bound> bounds =
                parts.stream().map(Narrowing::bound).flatMap(Optional::stream).toList();
        boolean alike = bounds.size() == parts.size()
                && bounds.stream()
                        .allMatch(bound -> bound.comparison() == Bound.Comparison.EQUAL
                                && bound.column().equals(bounds.get(0).column()));
        return alike
                ? Optional.of(new Bound(
                        bounds.get(0).column(),
                        Bound.Comparison.EQUAL,
                        bounds.stream()
                                .flatMap(bound -> bound.values().stream())
                                .toList()))
                : Optional.empty();
    }
}
