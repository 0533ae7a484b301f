package org.hunar.server.architecture;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table "Who may import whom" of server/docs/architecture.md: feature → the features it may name. */
final class ImportTable {
    static final Path DOCUMENT = ProjectFiles.ROOT.resolve("server/docs/architecture.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| ([a-z ,]+|–) \\|");
    private static final Pattern NAME = Pattern.compile("[a-z]+");

    private ImportTable() {}

    static Map<String, Set<String>> read() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(ProjectFiles.read(DOCUMENT));
        while (row.find()) {
            Set<String> imports = new HashSet<>();
            NAME.matcher(row.group(2)).results().forEach(name -> imports.add(name.group()));
            rows.put(row.group(1), imports);
        }
        return rows;
    }
}
