package org.hunar.server.odata.filter;

import static org.hunar.server.odata.filter.Kind.DATE;
import static org.hunar.server.odata.filter.Kind.DECIMAL;
import static org.hunar.server.odata.filter.Kind.FLAG;
import static org.hunar.server.odata.filter.Kind.TEXT;
import static org.hunar.server.odata.filter.Kind.TIME;
import static org.hunar.server.odata.filter.Kind.WHOLE;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of {@code $filter}. Characters are Unicode code points, and times are read in UTC. */
enum Function {
    CONTAINS(FLAG, args -> text(args, 0).contains(text(args, 1)), TEXT, TEXT),
    STARTSWITH(FLAG, args -> text(args, 0).startsWith(text(args, 1)), TEXT, TEXT),
    ENDSWITH(FLAG, args -> text(args, 0).endsWith(text(args, 1)), TEXT, TEXT),
    LENGTH(WHOLE, args -> (long) length(text(args, 0)), TEXT),
    INDEXOF(WHOLE, args -> indexOf(text(args, 0), text(args, 1)), TEXT, TEXT),
    SUBSTRING(TEXT, args -> substring(text(args, 0), (Number) args.get(1)), TEXT, WHOLE),
    TOLOWER(TEXT, args -> text(args, 0).toLowerCase(Locale.ROOT), TEXT),
    TOUPPER(TEXT, args -> text(args, 0).toUpperCase(Locale.ROOT), TEXT),
    TRIM(TEXT, args -> text(args, 0).strip(), TEXT),
    CONCAT(TEXT, args -> text(args, 0) + text(args, 1), TEXT, TEXT),
    YEAR(WHOLE, args -> part(args, ChronoField.YEAR), TIME),
    MONTH(WHOLE, args -> part(args, ChronoField.MONTH_OF_YEAR), TIME),
    DAY(WHOLE, args -> part(args, ChronoField.DAY_OF_MONTH), TIME),
    HOUR(WHOLE, args -> part(args, ChronoField.HOUR_OF_DAY), TIME),
    MINUTE(WHOLE, args -> part(args, ChronoField.MINUTE_OF_HOUR), TIME),
    SECOND(WHOLE, args -> part(args, ChronoField.SECOND_OF_MINUTE), TIME),
    DATE_OF("date", DATE, args -> date(args), TIME),
    ROUND(DECIMAL, args -> Numbers.round((Number) args.get(0), RoundingMode.HALF_UP), DECIMAL),
    FLOOR(DECIMAL, args -> Numbers.round((Number) args.get(0), RoundingMode.FLOOR), DECIMAL),
    CEILING(DECIMAL, args -> Numbers.round((Number) args.get(0), RoundingMode.CEILING), DECIMAL);

    /** What it makes of values of which none is null. */
    private interface Body {
        Object of(List<Object> args);
    }

    private final String wireName;
    private final Kind result;
    private final Body body;
    private final List<Kind> takes;

    Function(Kind result, Body body, Kind... takes) {
        this(null, result, body, takes);
    }

    Function(String wireName, Kind result, Body body, Kind... takes) {
        this.wireName = wireName == null ? name().toLowerCase(Locale.ROOT) : wireName;
        this.result = result;
        this.body = body;
        this.takes = List.of(takes);
    }

    static Optional<Function> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(each -> each.wireName).toList();
    }

    String wireName() {
        return wireName;
    }

    Kind result() {
        return result;
    }

    List<Kind> takes() {
        return takes;
    }

    /** @param args none of them null */
    Object apply(List<Object> args) {
        return body.of(args);
    }

    private static String text(List<Object> args, int index) {
        return (String) args.get(index);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static long indexOf(String text, String part) {
        int at = text.indexOf(part);
        return at < 0 ? -1 : text.codePointCount(0, at);
    }

    private static String substring(String text, Number from) {
        int first = (int) Math.max(0, Math.min(from.longValue(), length(text)));
        return text.substring(text.offsetByCodePoints(0, first));
    }

    private static ZonedDateTime inUtc(List<Object> args) {
        return args.get(0) instanceof LocalDate date
                ? date.atStartOfDay(ZoneOffset.UTC)
                : ((Instant) args.get(0)).atZone(ZoneOffset.UTC);
    }

    private static Object part(List<Object> args, ChronoField field) {
        return inUtc(args).getLong(field);
    }

    private static Object date(List<Object> args) {
        return inUtc(args).toLocalDate();
    }
}
