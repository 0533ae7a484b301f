package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationFilesTest {
    private static final Path FOLDER = ProjectFiles.ROOT.resolve("server/src/main/resources/db");

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

    private static List<String> files() {
        return ProjectFiles.endingWith(".sql", FOLDER).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
