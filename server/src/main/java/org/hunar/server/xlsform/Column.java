package org.hunar.server.xlsform;

import java.util.List;

/**
 * A column of a sheet.
 *
 * @param header where its header stands, and how it is written
 * @param path what it means: {@code [label, English (en)]}, {@code [bind, jr:constraintMsg]}, {@code [media, image]}
 * @param known whether XLSForm or our key knows it
 */
record Column(Cell header, List<String> path, boolean known) {
    String first() {
        return path.get(0);
    }

    boolean is(String name) {
        return path.size() == 1 && first().equals(name);
    }

    boolean startsWith(List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
