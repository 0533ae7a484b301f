package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationFilesTest {
    private static final Path FOLDER = ProjectFiles.ROOT.resolve("server/src/main/resources/db");

    private static final Pattern ADDED = Pattern.compile("\\badd\\s+(?:column\\s+)?\\w+ [^;]*;");

    /** A number may be left out: it was kept for a change that did not come. */
    @Test
    void noNumberIsTakenTwice() {
        List<String> numbers = files().stream()
                .map(name -> name.substring(0, name.indexOf('-')))
                .toList();

        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates().allMatch(number -> number.matches("\\d{4}"));
    }

    @Test
    void theChangelogListsThemAllInOrder() {
        List<String> listed = Pattern.compile("file=\"db/([^\"]+)\"")
                .matcher(ProjectFiles.read(FOLDER.resolve("changelog.xml")))
                .results()
                .map((MatchResult file) -> file.group(1))
                .toList();

        assertThat(listed).isEqualTo(files());
    }

    /**
     * While nodes are updated one after the other, the last version works on the tables of the new one: nothing that it
     * reads or writes may go or get another name or type. What is needed no longer goes with a later release.
     */
    @Test
    void aMigrationOnlyAdds() {
        for (String file : files()) {
            String sql = ProjectFiles.read(FOLDER.resolve(file))
                    .replaceAll("--[^\n]*", "")
                    .toLowerCase(Locale.ROOT);
            assertThat(sql)
                    .as(file)
                    .doesNotContainPattern("drop\\s+(?:table|column)")
                    .doesNotContainPattern("\\brename\\b")
                    .doesNotContainPattern("set\\s+not\\s+null")
                    .doesNotContainPattern("\\bset\\s+data\\s+type|\\balter\\s+column\\s+\\w+\\s+type");
            ADDED.matcher(sql)
                    .results()
                    .map(MatchResult::group)
                    .filter(column -> column.contains("not null"))
                    .forEach(column -> assertThat(column).as(file).contains("default"));
        }
    }

    private static List<String> files() {
        return ProjectFiles.endingWith(".sql", FOLDER).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
