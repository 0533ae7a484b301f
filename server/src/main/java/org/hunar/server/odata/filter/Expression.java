package org.hunar.server.odata.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** A part of a filter, or the whole, with three-valued logic: what is made of null is null, and null is not wanted. */
public sealed interface Expression {

    /** What its values are. */
    Kind kind();

    /** @param row a value for each column, by {@link Property#index} */
    Object of(Object[] row);

    /** Whether a row is wanted; for a filter as a whole. */
    default boolean accepts(Object[] row) {
        return Boolean.TRUE.equals(of(row));
    }

    /** The value of a column. */
    record Column(Property property) implements Expression {
        @Override
        public Kind kind() {
            return property.kind();
        }

        @Override
        public Object of(Object[] row) {
            return row[property.index()];
        }
    }

    record Literal(Kind kind, Object value) implements Expression {
        @Override
        public Object of(Object[] row) {
            return value;
        }
    }

    record Not(Expression part) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object of(Object[] row) {
            Object value = part.of(row);
            return value == null ? null : (Object) !(Boolean) value;
        }
    }

    /** {@code and}: false if one is; else null if one is. */
    record All(List<Expression> parts) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object of(Object[] row) {
            return unlessOneIs(Boolean.FALSE, parts, row);
        }
    }

    /** {@code or}: true if one is; else null if one is. */
    record Any(List<Expression> parts) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object of(Object[] row) {
            return unlessOneIs(Boolean.TRUE, parts, row);
        }
    }

    private static Object unlessOneIs(Boolean decisive, List<Expression> parts, Object[] row) {
        boolean unknown = false;
        for (Expression part : parts) {
            Object value = part.of(row);
            if (decisive.equals(value)) {
                return decisive;
            }
            unknown |= value == null;
        }
        return unknown ? null : (Object) !decisive;
    }

    enum Comparison {
        EQ,
        NE,
        GT,
        GE,
        LT,
        LE;

        private boolean holds(int order) {
            return switch (this) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case GT -> order > 0;
                case GE -> order >= 0;
                case LT -> order < 0;
                case LE -> order <= 0;
            };
        }

        /** Null is equal to itself alone, and neither less nor greater than anything. */
        boolean holds(Object left, Object right) {
            if (left == null || right == null) {
                return this == EQ && left == right || this == NE && left != right;
            }
            OptionalInt order = compare(left, right);
            return order.isPresent() ? holds(order.getAsInt()) : this == NE;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // the parser compares only what is of one kind
        private static OptionalInt compare(Object left, Object right) {
            return left instanceof Number one && right instanceof Number other
                    ? Numbers.compare(one, other)
                    : OptionalInt.of(((Comparable) left).compareTo(right));
        }
    }

    record Compare(Comparison comparison, Expression left, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object of(Object[] row) {
            return comparison.holds(left.of(row), right.of(row));
        }
    }

    record In(Expression value, List<Expression> among) implements Expression {
        @Override
        public Kind kind() {
            return Kind.FLAG;
        }

        @Override
        public Object of(Object[] row) {
            Object searched = value.of(row);
            return among.stream().anyMatch(each -> Comparison.EQ.holds(searched, each.of(row)));
        }
    }

    enum Sign {
        ADD,
        SUB,
        MUL,
        DIV,
        MOD
    }

    record Calculation(Sign sign, Expression left, Expression right) implements Expression {
        @Override
        public Kind kind() {
            return Kind.ofBoth(left.kind(), right.kind());
        }

        @Override
        public Object of(Object[] row) {
            Object one = left.of(row);
            Object other = right.of(row);
            return one == null || other == null
                    ? null
                    : Numbers.calculate(sign, (Number) one, (Number) other, kind() == Kind.WHOLE);
        }
    }

    record Negative(Expression part) implements Expression {
        @Override
        public Kind kind() {
            return part.kind();
        }

        @Override
        public Object of(Object[] row) {
            Object value = part.of(row);
            return value == null ? null : Numbers.negate((Number) value);
        }
    }

    record Call(Function function, List<Expression> args) implements Expression {
        @Override
        public Kind kind() {
            return function.result();
        }

        @Override
        public Object of(Object[] row) {
            List<Object> values = new ArrayList<>(args.size());
            args.forEach(arg -> values.add(arg.of(row)));
            return values.stream().anyMatch(Objects::isNull) ? null : function.apply(values);
        }
    }
}
