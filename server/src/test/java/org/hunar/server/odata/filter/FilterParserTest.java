package org.hunar.server.odata.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.problem.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static final Map<String, Property> COLUMNS = columns();

    /** A welder of Lahore who has not been scored. */
    private static final Object[] ROW = {
        "O'Brien", "محمد علی", 3, new BigDecimal("7.50"), 66.5, true, Instant.parse("2026-09-20T21:31:02.250Z"), null
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name eq 'O''Brien'",
                "urdu eq 'محمد علی' and length(urdu) eq 8",
                "contains(urdu, 'علی')",
                "startswith(name,'O''') and endswith(name,'Brien')",
                "tolower(name) eq 'o''brien' and toupper('😀x') eq '😀X' and length('😀') eq 1",
                "indexof('😀x', 'x') eq 1 and substring('😀xy', 1) eq 'xy' and indexof(name,'z') eq -1",
                "concat(trim(' a '), 'b') eq 'ab'",
                "attempt eq 3 and attempt gt 2 and attempt le 3.0",
                "points eq 7.5 and points mul 2 eq 15",
                "percent gt 66.4 and percent eq 66.5 and percent lt 7e1",
                "7 div 2 eq 3 and 7.0 div 2 eq 3.5 and 7 mod 4 eq 3 and -attempt eq -3",
                "2 add 3 mul 4 eq 14 and (2 add 3) mul 4 eq 20",
                "round(percent) eq 67 and floor(points) eq 7 and ceiling(points) eq 8",
                "mastered",
                "mastered eq true and not (mastered eq false)",
                "at ge 2026-09-20T21:31:02Z and at lt 2026-09-21T02:31:02.251+05:00",
                "at lt 2026-09-21T02:31:02.251 05:00",
                "date(at) eq 2026-09-20 and year(at) eq 2026 and month(at) eq 9 and day(at) eq 20",
                "hour(at) eq 21 and minute(at) eq 31 and second(at) eq 2 and day(2026-09-07) eq 7",
                "name in ('x', 'O''Brien')",
                "nothing eq null and null eq nothing and nothing ne 'x' and nothing in ('x', null)",
                "nothing gt 'a' or mastered",
                "not (contains(nothing, 'a') and false)",
                "false and true or true",
                "true or true and false",
                "not false and true",
                "attempt div 0 eq null"
            })
    void holds(String filter) {
        assertThat(FilterParser.parse(filter, COLUMNS).accepts(ROW)).as(filter).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing eq 'x'",
                "nothing gt 'x'",
                "nothing le null",
                "not contains(nothing, 'a')",
                "contains(nothing, 'a')",
                "nothing in ('x')",
                "null",
                "percent ne 66.5",
                "name eq 'O'' or 1 eq 1 or name eq '''"
            })
    void doesNotHold(String filter) {
        assertThat(FilterParser.parse(filter, COLUMNS).accepts(ROW)).as(filter).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12|name eq 'O'Brien'|operator",
                "9|name eq 'open|no ' at its end",
                "1|grade eq 1|there is no column 'grade'; there are at, attempt",
                "9|name eq Brien|there is no column",
                "6|name eq 3|Edm.String cannot be compared with Edm.Int64",
                "4|at gt 2026-09-20|date(column)",
                "7|at ge 2026-13-40T00:00:00Z|there is no time",
                "9|name eq 8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11|ids are texts",
                "1|attempt|a condition is expected",
                "14|mastered and name|a condition",
                "29|mastered and name eq 'x' or attempt|a condition",
                "1|name add 1 eq 2|a number is expected",
                "1|substringof('a', name)|there is no function",
                "10|contains(attempt, 'a')|Edm.String is expected, not Edm.Int64",
                "14|contains(name)|here , is expected",
                "9|name eq ; drop table users|nothing can begin with ;",
                "13|name eq 'a' -- and true|operator",
                "9|(name eq|a column or a value is expected, not the end",
                "12|attempt eq 3x|neither a number nor a time",
                "1|any|there is no column"
            })
    void isRefusedWithThePlace(String line) {
        String[] parts = line.split("\\|");
        assertThatThrownBy(() -> FilterParser.parse(parts[1], COLUMNS))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("?$filter: character " + parts[0] + ":")
                .hasMessageContaining(parts[2]);
    }

    @Test
    void placesAreCountedFromOne() {
        assertThatThrownBy(() -> FilterParser.parse("name eq 'a' and grade eq 1", COLUMNS))
                .hasMessageContaining("character 17:");
    }

    @Test
    void longAndDeepOnesAreRefusedAndWideOnesAreNot() {
        String deep = "(".repeat(51) + "true" + ")".repeat(51);
        for (String filter : new String[] {deep, "not ".repeat(60) + "true", "-".repeat(60) + "1 eq 1"}) {
            assertThatThrownBy(() -> FilterParser.parse(filter, COLUMNS)).hasMessageContaining("50 deep");
        }
        assertThatThrownBy(() -> FilterParser.parse(" ".repeat(8001), COLUMNS)).hasMessageContaining("8000");
        assertThatThrownBy(() -> FilterParser.parse("attempt lt " + "9".repeat(101), COLUMNS))
                .hasMessageContaining("100 digits");
        assertThat(FilterParser.parse("attempt eq 1" + " or attempt eq 3".repeat(490), COLUMNS)
                        .accepts(ROW))
                .isTrue();
        assertThat(FilterParser.parse("0" + " add 1".repeat(1000) + " eq 1000", COLUMNS)
                        .accepts(ROW))
                .isTrue();
    }

    private static Map<String, Property> columns() {
        Map<String, Property> columns = new LinkedHashMap<>();
        Kind[] kinds = {Kind.TEXT, Kind.TEXT, Kind.WHOLE, Kind.DECIMAL, Kind.REAL, Kind.FLAG, Kind.TIME, Kind.TEXT};
        String[] names = {"name", "urdu", "attempt", "points", "percent", "mastered", "at", "nothing"};
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i], new Property(names[i], i, kinds[i]));
        }
        return columns;
    }
}
