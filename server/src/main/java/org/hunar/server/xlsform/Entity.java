package org.hunar.server.xlsform;

import java.util.List;
import java.util.Optional;

/**
 * The sheet entities: a submission makes or changes an entry of a list that other forms read.
 *
 * @param id expression for the entry to change; empty to make one
 * @param createIf condition, or empty
 * @param updateIf condition, or empty
 * @param label expression, or empty
 */
record Entity(TableRow row, String dataset, String id, String createIf, String updateIf, String label) {
    static final String VERSION = "2024.1.0";

    static Optional<Entity> of(Optional<Table> table, Findings findings) {
        List<TableRow> rows = table.map(Table::rows).orElse(List.of());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        rows.stream()
                .skip(1)
                .forEach(more -> findings.error(
                        more.place("dataset"),
                        "UNSUPPORTED",
                        "a form can make or change one entity: take this row out"));
        table.orElseThrow().columns().stream()
                .filter(column -> !column.known())
                .forEach(column -> findings.error(
                        column.header().place(),
                        "UNSUPPORTED",
                        "the sheet entities knows no column " + column.header().text() + ": take it out"));
        TableRow row = rows.get(0);
        Entity entity = new Entity(
                row,
                row.value("dataset"),
                row.value("entity_id"),
                row.value("create_if"),
                row.value("update_if"),
                row.value("label"));
        entity.check(findings);
        return Optional.of(entity);
    }

    private void check(Findings findings) {
        if (!Names.isXmlName(dataset) || dataset.startsWith("__") || dataset.contains(".")) {
            findings.error(
                    row.place("dataset"),
                    "ENTITY_LIST",
                    "the name of an entity list may " + Names.RULE + ", but has no dot and does not begin with __");
        }
        row.cell("repeat")
                .ifPresent(repeat -> findings.error(
                        repeat.place(), "UNSUPPORTED", "entities made in a repeat are not supported: empty the cell"));
        if (!updateIf.isEmpty() && id.isEmpty()) {
            findings.error(row.place("update_if"), "ENTITY_ID", "to change an entity, say which: fill in entity_id");
        }
        if (!id.isEmpty() && !createIf.isEmpty() && updateIf.isEmpty()) {
            findings.error(row.place("create_if"), "ENTITY_ID", "with entity_id and create_if, fill in update_if too");
        }
        if (id.isEmpty() && label.isEmpty()) {
            findings.error(row.place("label"), "ENTITY_LABEL", "a new entity needs a label: fill in the column label");
        }
    }

    boolean updates() {
        return !id.isEmpty();
    }

    boolean creates() {
        return id.isEmpty() || !createIf.isEmpty();
    }
}
