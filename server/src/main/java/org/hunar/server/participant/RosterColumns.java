package org.hunar.server.participant;

import java.util.List;
import java.util.Locale;
import org.hunar.model.problem.InvalidException;

/** The first line of a table: which field each column holds. */
final class RosterColumns {
    private final List<String> names;

    private RosterColumns(List<String> names) {
        this.names = names;
    }

    /** @throws InvalidException if a name is no field's, or stands there twice */
    static RosterColumns of(List<String> header) {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (names.stream().distinct().count() < names.size()) {
            throw InvalidException.at("row 0", "INVALID", "two columns have the same name");
        }
        for (String name : names) {
            if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
                throw InvalidException.at(
                        "row 0, column " + name,
                        "INVALID",
                        "the first line names the fields, such as number,name,cohort: letters a-z, digits and _");
            }
        }
        return new RosterColumns(names);
    }

    int size() {
        return names.size();
    }

    /** @throws InvalidException if the first line names no such column */
    String name(int column, int row) {
        if (column >= names.size()) {
            throw tooMany(row, column + 1);
        }
        return names.get(column);
    }

    InvalidException tooMany(int row, int cells) {
        return InvalidException.at(
                "row " + row, "INVALID", "has " + cells + " cells, but there are " + names.size() + " columns");
    }

    /** How a cell is named to people: rows count from 1, without the first line. */
    static String cell(int row, String column) {
        return "row " + row + ", column " + column;
    }
}
