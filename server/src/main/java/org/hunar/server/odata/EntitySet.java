package org.hunar.server.odata;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.export.CellText;
import org.hunar.server.export.Column;
import org.hunar.server.export.ExportTable;
import org.hunar.server.odata.filter.Kind;
import org.hunar.server.odata.filter.Property;

/** A table as the feed has it: its columns with their types, and by which of them a row is found. */
final class EntitySet {
    private final ExportTable table;
    private final boolean names;
    private final List<Column> columns;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final List<Property> key;

    private EntitySet(ExportTable table, boolean names) {
        this.table = table;
        this.names = names;
        this.columns = table.columns(names);
        for (Column column : columns) {
            properties.put(column.code(), new Property(column.code(), properties.size(), kind(column.type())));
        }
        this.key = key(table).stream().map(properties::get).toList();
    }

    /** @param names whether the columns that tell who somebody is are among them */
    static EntitySet of(ExportTable table, boolean names) {
        return new EntitySet(table, names);
    }

    /** The first is an id, and rows come in the order of these. */
    private static List<String> key(ExportTable table) {
        return switch (table) {
            case ASSESSMENTS -> List.of("assessment_id");
            case ANSWERS -> List.of("assessment_id", "item");
            case SCORES -> List.of("assessment_id", "skill");
            case PAIRS -> List.of("participant_id", "skill");
            case PARTICIPANTS -> List.of("participant_id");
        };
    }

    private static Kind kind(Column.Type type) {
        return switch (type) {
            case TEXT, ANSWER -> Kind.TEXT;
            case INTEGER -> Kind.WHOLE;
            case DECIMAL -> Kind.DECIMAL;
            case REAL -> Kind.REAL;
            case FLAG -> Kind.FLAG;
            case TIME -> Kind.TIME;
        };
    }

    ExportTable table() {
        return table;
    }

    boolean names() {
        return names;
    }

    /** Such as {@code scores}. */
    String name() {
        return table.wireName();
    }

    /** Of a row, such as {@code score}. */
    String typeName() {
        return name().substring(0, name().length() - 1);
    }

    /** In their order. */
    List<Column> columns() {
        return columns;
    }

    /** By name, in the order of the columns. */
    Map<String, Property> properties() {
        return properties;
    }

    Optional<Property> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    List<Property> key() {
        return key;
    }

    /** The values of a row as the feed shows them, and as filters and orders see them. */
    Object[] row(Map<String, ?> values) {
        List<Object> row = new ArrayList<>(columns.size());
        columns.forEach(column -> row.add(shown(column, values.get(column.code()))));
        return row.toArray();
    }

    /** Of an answer of any kind its text; of a time no more than is written. */
    private static Object shown(Column column, Object value) {
        return switch (column.type()) {
            case TEXT, ANSWER -> CellText.of(value);
            case TIME -> value == null ? null : ((Instant) value).truncatedTo(ChronoUnit.MILLIS);
            default -> value;
        };
    }
}
