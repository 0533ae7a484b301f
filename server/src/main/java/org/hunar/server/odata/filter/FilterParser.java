package org.hunar.server.odata.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.odata.filter.Expression.All;
import org.hunar.server.odata.filter.Expression.Any;
import org.hunar.server.odata.filter.Expression.Calculation;
import org.hunar.server.odata.filter.Expression.Call;
import org.hunar.server.odata.filter.Expression.Column;
import org.hunar.server.odata.filter.Expression.Compare;
import org.hunar.server.odata.filter.Expression.Comparison;
import org.hunar.server.odata.filter.Expression.In;
import org.hunar.server.odata.filter.Expression.Literal;
import org.hunar.server.odata.filter.Expression.Negative;
import org.hunar.server.odata.filter.Expression.Not;
import org.hunar.server.odata.filter.Expression.Sign;

/** Reads a filter, from the operator that binds least to the one that binds most. */
public final class FilterParser {
    private static final String OPTION = "?$filter";
    private static final int LONGEST = 8_000;
    private static final int DEEPEST = 50;

    private static final Set<String> EQUALITY = Set.of("eq", "ne");
    private static final Set<String> ORDER = Set.of("gt", "ge", "lt", "le");
    private static final Set<String> SUM = Set.of("add", "sub");
    private static final Set<String> PRODUCT = Set.of("mul", "div", "mod");

    private final Map<String, Property> properties;
    private final Lexer lexer;
    private Token token;
    private int depth;

    private FilterParser(String text, Map<String, Property> properties) {
        this.properties = properties;
        this.lexer = new Lexer(OPTION, text);
        this.token = lexer.next();
    }

    /**
     * @param properties the columns, by name
     * @throws InvalidException naming the first character that cannot stand where it stands
     */
    public static Expression parse(String text, Map<String, Property> properties) {
        if (text.length() > LONGEST) {
            throw InvalidException.at(OPTION, "TOO_LONG", "a filter has at most " + LONGEST + " characters");
        }
        return new FilterParser(text, properties).whole();
    }

    private Expression whole() {
        int start = token.at();
        Expression filter = any();
        if (token.type() != Token.Type.END) {
            throw refusal("here an operator such as eq, and, or is expected, not " + token);
        }
        require(Kind.FLAG, filter, start);
        return filter;
    }

    private Expression any() {
        List<Expression> parts = parts("or", this::all);
        return parts.size() == 1 ? parts.get(0) : new Any(parts);
    }

    private Expression all() {
        List<Expression> parts = parts("and", this::equality);
        return parts.size() == 1 ? parts.get(0) : new All(parts);
    }

    private List<Expression> parts(String operator, Supplier<Expression> each) {
        List<Expression> parts = new ArrayList<>();
        int start = token.at();
        parts.add(each.get());
        while (token.is(operator)) {
            require(Kind.FLAG, parts.get(parts.size() - 1), start);
            step();
            start = token.at();
            parts.add(each.get());
            require(Kind.FLAG, parts.get(parts.size() - 1), start);
        }
        return List.copyOf(parts);
    }

    private Expression equality() {
        Expression left = order();
        while (isOneOf(EQUALITY)) {
            left = compare(left, this::order);
        }
        return left;
    }

    private Expression order() {
        Expression left = sum();
        while (isOneOf(ORDER) || token.is("in")) {
            left = token.is("in") ? in(left) : compare(left, this::sum);
        }
        return left;
    }

    private Expression compare(Expression left, Supplier<Expression> next) {
        Token operator = step();
        Expression right = next.get();
        requireComparable(operator, left, right);
        return new Compare(Comparison.valueOf(operator.text().toUpperCase(Locale.ROOT)), left, right);
    }

    private Expression in(Expression value) {
        Token operator = step();
        expect(Token.Type.OPEN, "(");
        List<Expression> among = new ArrayList<>();
        do {
            Expression each = sum();
            requireComparable(operator, value, each);
            among.add(each);
        } while (takeComma());
        expect(Token.Type.CLOSE, ")");
        return new In(value, List.copyOf(among));
    }

    private Expression sum() {
        return calculation(SUM, this::product);
    }

    private Expression product() {
        return calculation(PRODUCT, this::unary);
    }

    private Expression calculation(Set<String> operators, Supplier<Expression> next) {
        int start = token.at();
        Expression left = next.get();
        while (isOneOf(operators)) {
            requireNumber(left, start);
            Token operator = step();
            start = token.at();
            Expression right = next.get();
            requireNumber(right, start);
            left = new Calculation(Sign.valueOf(operator.text().toUpperCase(Locale.ROOT)), left, right);
        }
        return left;
    }

    private Expression unary() {
        if (!token.is("not") && token.type() != Token.Type.MINUS) {
            return primary();
        }
        boolean not = step().type() == Token.Type.NAME;
        int start = token.at();
        deeper();
        Expression part = unary();
        depth--;
        if (not) {
            require(Kind.FLAG, part, start);
            return new Not(part);
        }
        requireNumber(part, start);
        return new Negative(part);
    }

    private Expression primary() {
        Token first = step();
        return switch (first.type()) {
            case OPEN -> {
                deeper();
                Expression inner = any();
                depth--;
                expect(Token.Type.CLOSE, ")");
                yield inner;
            }
            case TEXT, WHOLE, DECIMAL, REAL, TIME, DATE ->
                new Literal(Kind.valueOf(first.type().name()), first.value());
            case NAME -> token.type() == Token.Type.OPEN ? call(first) : named(first);
            default -> throw lexer.refusal(first.at(), "here a column or a value is expected, not " + first);
        };
    }

    private Expression named(Token name) {
        Property property = properties.get(name.text());
        if (property != null) {
            return new Column(property);
        }
        return switch (name.text()) {
            case "true", "false" -> new Literal(Kind.FLAG, Boolean.valueOf(name.text()));
            case "null" -> new Literal(Kind.NULL, null);
            default ->
                throw lexer.refusal(
                        name.at(),
                        "there is no column " + name + "; there are "
                                + String.join(", ", new TreeSet<>(properties.keySet())));
        };
    }

    private Expression call(Token name) {
        Function function = Function.named(name.text())
                .orElseThrow(() -> lexer.refusal(
                        name.at(),
                        "there is no function " + name + " here; there are " + String.join(", ", Function.names())));
        deeper();
        expect(Token.Type.OPEN, "(");
        List<Expression> args = new ArrayList<>();
        for (Kind wanted : function.takes()) {
            if (!args.isEmpty()) {
                expect(Token.Type.COMMA, ",");
            }
            args.add(argument(wanted));
        }
        expect(Token.Type.CLOSE, ")");
        depth--;
        return new Call(function, List.copyOf(args));
    }

    private Expression argument(Kind wanted) {
        int start = token.at();
        Expression argument = any();
        if (!argument.kind().fits(wanted) && !(wanted == Kind.TIME && argument.kind() == Kind.DATE)) {
            throw lexer.refusal(
                    start, wanted.edm() + " is expected, not " + argument.kind().edm());
        }
        return argument;
    }

    private void deeper() {
        depth++;
        if (depth > DEEPEST) {
            throw refusal("this is nested more than " + DEEPEST + " deep");
        }
    }

    private void require(Kind kind, Expression expression, int start) {
        if (!expression.kind().fits(kind)) {
            throw lexer.refusal(
                    start,
                    "a condition is expected, which is true or false, not "
                            + expression.kind().edm());
        }
    }

    private void requireNumber(Expression expression, int start) {
        if (!expression.kind().isNumber()) {
            throw lexer.refusal(
                    start, "a number is expected, not " + expression.kind().edm());
        }
    }

    private void requireComparable(Token operator, Expression left, Expression right) {
        if (!left.kind().isComparableWith(right.kind())) {
            boolean times = left.kind() == Kind.TIME || right.kind() == Kind.TIME;
            throw lexer.refusal(
                    operator.at(),
                    left.kind().edm() + " cannot be compared with "
                            + right.kind().edm()
                            + (times ? "; date(column) gives the day, and a time is 2026-09-20T09:31:02Z" : ""));
        }
    }

    private boolean isOneOf(Set<String> operators) {
        return token.type() == Token.Type.NAME && operators.contains(token.text());
    }

    private boolean takeComma() {
        if (token.type() != Token.Type.COMMA) {
            return false;
        }
        step();
        return true;
    }

    private void expect(Token.Type type, String written) {
        if (token.type() != type) {
            throw refusal("here " + written + " is expected, not " + token);
        }
        step();
    }

    private InvalidException refusal(String message) {
        return lexer.refusal(token.at(), message);
    }

    /** Goes on to the next word, and gives the one that was there. */
    private Token step() {
        Token before = token;
        token = lexer.next();
        return before;
    }
}
