package org.hunar.server.odata;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * A filter as a text, and what it says of a row of an export: true, false or null. The one is put together beside the other, by
 * the words of the standard and by nothing of the server's.
 */
record RandomFilter(String text, Function<Map<String, Object>, Boolean> meaning) {

    /**
     * @param rows from which columns and values are taken, so that some meet the filter
     * @param depth of conditions within conditions
     */
    static RandomFilter of(Random random, List<Map<String, Object>> rows, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return comparison(random, rows);
        }
        RandomFilter one = of(random, rows, depth - 1);
        RandomFilter other = of(random, rows, depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> new RandomFilter("not (" + one.text + ")", row -> not(one.meaning.apply(row)));
            case 1 ->
                new RandomFilter(
                        "(" + one.text + ") and (" + other.text + ")",
                        row -> and(one.meaning.apply(row), other.meaning.apply(row)));
            default ->
                new RandomFilter(
                        one.text + " or " + other.text,
                        row -> not(and(not(one.meaning.apply(row)), not(other.meaning.apply(row)))));
        };
    }

    private static RandomFilter comparison(Random random, List<Map<String, Object>> rows) {
        Map<String, Object> sample = rows.get(random.nextInt(rows.size()));
        List<String> columns = List.copyOf(sample.keySet());
        String column = columns.get(random.nextInt(columns.size()));
        Object value = sample.get(column);
        if (value instanceof String text && !isTime(text) && random.nextInt(3) == 0) {
            return ofText(random, column, text);
        }
        String operator =
                List.of("eq", "ne", "gt", "ge", "lt", "le").get(random.nextInt(value instanceof Boolean ? 2 : 6));
        return new RandomFilter(
                column + " " + operator + " " + literal(value), row -> compare(operator, row.get(column), value));
    }

    private static RandomFilter ofText(Random random, String column, String text) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(text.length() - from + 1);
        String part = text.substring(from, to);
        return switch (random.nextInt(3)) {
            case 0 ->
                new RandomFilter(
                        "contains(" + column + "," + literal(part) + ")",
                        row -> row.get(column) == null ? null : (Boolean) ((String) row.get(column)).contains(part));
            case 1 ->
                new RandomFilter(
                        "startswith(" + column + ", " + literal(part) + ")",
                        row -> row.get(column) == null ? null : (Boolean) ((String) row.get(column)).startsWith(part));
            default ->
                new RandomFilter(
                        column + " in (" + literal(text) + ", 'ہے''نہیں')", row -> text.equals(row.get(column)));
        };
    }

    private static Boolean compare(String operator, Object left, Object right) {
        if (left == null || right == null) {
            return operator.equals("eq") && left == right || operator.equals("ne") && left != right;
        }
        int order = left instanceof BigDecimal one && right instanceof BigDecimal other
                ? one.compareTo(other)
                : left.toString().compareTo(right.toString());
        return switch (operator) {
            case "eq" -> order == 0;
            case "ne" -> order != 0;
            case "gt" -> order > 0;
            case "ge" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    private static String literal(Object value) {
        return value instanceof String text && !isTime(text)
                ? "'" + text.replace("'", "''") + "'"
                : value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private static boolean isTime(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    private static Boolean not(Boolean value) {
        return value == null ? null : (Boolean) !value;
    }

    private static Boolean and(Boolean one, Boolean other) {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
            return false;
        }
        return one == null || other == null ? null : (Boolean) true;
    }
}
