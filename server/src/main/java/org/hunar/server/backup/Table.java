package org.hunar.server.backup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table as the catalogue describes it. */
record Table(String name, List<Column> columns) {
    /** @param identity whether the database numbers it */
    record Column(String name, Kind kind, boolean identity) {}

    /** The same with its columns in another order. */
    Table inOrderOf(List<String> names) {
        Map<String, Column> byName = columns.stream().collect(Collectors.toMap(Column::name, Function.identity()));
        if (!byName.keySet().equals(Set.copyOf(names))) {
            throw new BackupException("table " + name + " has other columns than in the backup: " + names);
        }
        return new Table(name, names.stream().map(byName::get).toList());
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
