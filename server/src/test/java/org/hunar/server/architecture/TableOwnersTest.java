package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TableOwnersTest {
    private static final Path SOURCES = ProjectFiles.ROOT.resolve("server/src/main/java/org/hunar/server");
    private static final Pattern WRITE =
            Pattern.compile("\\b(?:insert into|delete from|merge into|update)\\s+([a-z_]+)");
    private static final Set<String> NOT_A_TABLE = Set.of("skip", "set", "nowait", "of");

    @Test
    void aTableIsWrittenByOneFeature() {
        Map<String, Set<String>> writers = new TreeMap<>();
        for (Path dao : ProjectFiles.endingWith("Dao.java", SOURCES)) {
            String feature = SOURCES.relativize(dao).getName(0).toString();
            WRITE.matcher(sqlOf(dao))
                    .results()
                    .map(write -> write.group(1))
                    .filter(table -> !NOT_A_TABLE.contains(table))
                    .forEach(table -> writers.computeIfAbsent(table, none -> new TreeSet<>())
                            .add(feature));
        }

        assertThat(writers)
                .isNotEmpty()
                .allSatisfy((table, features) -> assertThat(features).hasSize(1));
    }

    /** The text blocks of a Dao; a comment may well speak of updates. */
    private static String sqlOf(Path dao) {
        StringBuilder sql = new StringBuilder();
        String[] parts = ProjectFiles.read(dao).split("\"\"\"");
        for (int i = 1; i < parts.length; i += 2) {
            sql.append(parts[i]).append(";\n");
        }
        return sql.toString();
    }
}
