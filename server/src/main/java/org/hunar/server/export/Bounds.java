package org.hunar.server.export;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Bounds as conditions of SQL. Of columns that the database has not as they are shown, nothing is said. */
final class Bounds {
    /** Values of one bound; more are left to who reads the rows. */
    private static final int MOST_VALUES = 200;

    /** What a time has beyond what is shown of it. */
    private static final Duration NOT_SHOWN = Duration.ofMillis(1);

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private enum Kind {
        TEXT,
        UUID,
        WHOLE,
        TIME
    }

    private record Known(String sql, Kind kind) {}

    private static final Map<String, Known> OF_ASSESSMENTS = Map.ofEntries(
            Map.entry("participant_id", new Known("a.participant_id", Kind.UUID)),
            Map.entry("cohort", new Known("a.cohort", Kind.TEXT)),
            Map.entry("instrument", new Known("a.instrument", Kind.TEXT)),
            Map.entry("instrument_version", new Known("a.instrument_version", Kind.TEXT)),
            Map.entry("phase", new Known("a.phase", Kind.TEXT)),
            Map.entry("state", new Known("a.status", Kind.TEXT)),
            Map.entry("captured_by", new Known("a.captured_by", Kind.TEXT)),
            Map.entry("attempt", new Known("a.attempt", Kind.WHOLE)),
            Map.entry("rev", new Known("a.rev", Kind.WHOLE)),
            Map.entry("started_at", new Known("a.started_at", Kind.TIME)),
            Map.entry("completed_at", new Known("a.completed_at", Kind.TIME)),
            Map.entry("captured_at", new Known("a.captured_at", Kind.TIME)),
            Map.entry("received_at", new Known("a.received_at", Kind.TIME)));

    private final StringBuilder conditions = new StringBuilder();
    private final Map<String, Object> values = new HashMap<>();

    /** Of assessments, which are called {@code a}. */
    static Bounds ofAssessments(List<Bound> bounds) {
        Bounds all = new Bounds();
        bounds.forEach(bound ->
                Optional.ofNullable(OF_ASSESSMENTS.get(bound.column())).ifPresent(known -> all.add(known, bound)));
        return all;
    }

    /** The expression of a column by whose values the database orders as who reads the rows does; empty for others. */
    static Optional<String> ordered(String column) {
        return Optional.ofNullable(OF_ASSESSMENTS.get(column))
                .filter(known -> known.kind() == Kind.WHOLE || known.kind() == Kind.TIME)
                .map(Known::sql);
    }

    /** Empty, or some that begin with {@code and}. */
    String conditions() {
        return conditions.toString();
    }

    /** By the names that the conditions have for them. */
    Map<String, Object> values() {
        return values;
    }

    private void add(Known known, Bound bound) {
        List<Optional<Object>> bindable = bound.values().stream()
                .map(value -> bindable(known.kind(), value, bound.comparison()))
                .toList();
        if (bindable.size() > MOST_VALUES || bindable.stream().anyMatch(Optional::isEmpty)) {
            return;
        }
        List<String> each = new ArrayList<>();
        for (Optional<Object> value : bindable) {
            String name = "bound" + values.size();
            values.put(name, value.get());
            each.add(bound.comparison().sql(known.sql(), ":" + name));
        }
        conditions.append(" and (").append(String.join(" or ", each)).append(")");
    }

    /** Empty if the database would not say the same of it as who reads the rows. */
    private static Optional<Object> bindable(Kind kind, Object value, Bound.Comparison comparison) {
        boolean equal = comparison == Bound.Comparison.EQUAL;
        return switch (kind) {
            // a text may be sorted otherwise there, and cannot hold the character 0
            case TEXT -> Optional.of(value).filter(it -> equal && it instanceof String text && text.indexOf(0) < 0);
            case UUID ->
                Optional.of(value)
                        .filter(it -> equal
                                && it instanceof String text
                                && UUID_TEXT.matcher(text).matches())
                        .map(it -> UUID.fromString((String) it));
            case WHOLE -> Optional.of(value).filter(Long.class::isInstance);
            case TIME ->
                Optional.of(value)
                        .filter(it -> !equal && it instanceof Instant)
                        .map(it -> widened((Instant) it, comparison).atOffset(ZoneOffset.UTC));
        };
    }

    private static Instant widened(Instant time, Bound.Comparison comparison) {
        return comparison == Bound.Comparison.AT_LEAST ? time.minus(NOT_SHOWN) : time.plus(NOT_SHOWN);
    }
}
