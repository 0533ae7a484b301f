package org.hunar.server.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonFields;

/** Tabular metadata by CSV on the Web (https://www.w3.org/TR/tabular-metadata/). */
final class CsvMetadata {
    private CsvMetadata() {}

    static Map<String, Object> of(ExportTable table, boolean names) {
        List<Map<String, Object>> columns =
                table.columns(names).stream().map(CsvMetadata::column).toList();
        return new JsonFields()
                .put("@context", "http://www.w3.org/ns/csvw")
                .put("url", table.wireName() + ".csv" + (names ? "?names=true" : ""))
                .put("dc:title", literals(table.titles()))
                .put("dialect", Map.of("encoding", "utf-8", "lineTerminators", List.of("\r\n"), "header", true))
                .put("tableSchema", Map.of("columns", columns))
                .toMap();
    }

    private static Map<String, Object> column(Column column) {
        return new JsonFields()
                .put("name", column.code())
                .put("titles", titles(column.titles()))
                .put("datatype", column.type().datatype())
                .toMap();
    }

    /** In one order, whatever the map's. */
    private static Map<String, Object> titles(Map<String, String> byLanguage) {
        Map<String, Object> titles = new LinkedHashMap<>();
        List.of("en", "ur", "zh").forEach(language -> titles.put(language, byLanguage.get(language)));
        return titles;
    }

    private static List<Map<String, Object>> literals(Map<String, String> byLanguage) {
        return titles(byLanguage).entrySet().stream()
                .map(each -> new JsonFields()
                        .put("@value", each.getValue())
                        .put("@language", each.getKey())
                        .toMap())
                .toList();
    }
}
