package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What an administrator is told to type is run by {@code scripts/check-deploy}: each block of commands has the name by which
 * that script runs it, in the line above it, as in {@code <!-- run: backup -->}. Blocks of data are marked as JSON.
 */
class OperationsPageTest {
    private static final String PAGE = ProjectFiles.read(ProjectFiles.ROOT.resolve("server/docs/operations.md"));
    private static final Pattern MARK = Pattern.compile("<!-- run: ([a-z-]+) -->");
    private static final Pattern RUN = Pattern.compile("\\b(?:run|block|text) ([a-z-]+)\\b");
    private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("(?:java|mvn|curl|podman|docker|psql|pg_basebackup|install|systemctl start) .*");
    private static final Pattern SCRIPT = Pattern.compile("scripts/[a-z-]+(?= |$)");

    @Test
    void eachBlockOfCommandsHasTheNameByWhichItIsRun() {
        List<String> unnamed = new ArrayList<>();
        String above = "";
        boolean inside = false;
        for (String line : PAGE.split("\n")) {
            if (line.startsWith("```")) {
                if (!inside && !line.equals("```json") && !MARK.matcher(above).matches()) {
                    unnamed.add("the block under: " + above);
                }
                inside = !inside;
            }
            above = line;
        }

        assertThat(unnamed).isEmpty();
    }

    @Test
    void theScriptRunsEachBlockThatThereIs() {
        List<String> marks = matches(MARK, PAGE);
        String script = ProjectFiles.endingWith(".sh", ProjectFiles.ROOT.resolve("scripts/check-deploy.d")).stream()
                .map(ProjectFiles::read)
                .collect(Collectors.joining());

        assertThat(marks).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(matches(RUN, script)).containsAll(marks);
    }

    @Test
    void aCommandStandsInABlockUnlessItIsAScriptOfTheProject() {
        String prose = PAGE.replaceAll("(?s)```.*?```", "");
        List<String> inline = matches(INLINE, prose);

        assertThat(inline).noneMatch(code -> COMMAND.matcher(code).matches());
        assertThat(inline)
                .filteredOn(code -> SCRIPT.matcher(code).lookingAt())
                .isNotEmpty()
                .allSatisfy(code -> {
                    Path script = ProjectFiles.ROOT.resolve(code.split(" ")[0]);
                    assertThat(Files.isExecutable(script)).as(code).isTrue();
                });
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
