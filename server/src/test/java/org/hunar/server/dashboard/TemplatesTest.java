package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final String ENDING = ".ftlh";

    @Test
    void everyPageIsReadAtTheStartSoThatItsFirstReaderDoesNotWait() throws Exception {
        Path pages = Path.of(Templates.class.getResource("pages").toURI());
        try (Stream<Path> files = Files.list(pages)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(ENDING, ""))
                            .filter(page -> !page.equals("frame")))
                    .containsExactlyInAnyOrderElementsOf(Templates.PAGES);
        }
        new Templates().readAll();
    }
}
