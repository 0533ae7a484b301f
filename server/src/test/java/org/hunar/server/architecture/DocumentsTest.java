package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final Pattern PATH = Pattern.compile(
            "`((?:server|shared-model|scripts|\\.ci)/[A-Za-z0-9_./-]*[A-Za-z0-9_/]|config\\.yml|pom\\.xml|[A-Z]+\\.md)`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(?:#[^)]*)?\\)");

    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>[^<]+</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    @Test
    void thePathsThatDocumentsNameExist() {
        List<String> missing = new ArrayList<>();
        for (Path document : ProjectFiles.endingWith(".md", ProjectFiles.ROOT)) {
            String text = ProjectFiles.read(document);
            collectMissing(PATH.matcher(text), ProjectFiles.ROOT, document, missing);
            collectMissing(LINK.matcher(text), document.getParent(), document, missing);
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void eachLibraryHasItsReason() {
        String reasons = ProjectFiles.read(ProjectFiles.ROOT.resolve("server/docs/decisions/0002-libraries.md"));
        for (String module : List.of("server", "shared-model")) {
            DEPENDENCY
                    .matcher(ProjectFiles.read(ProjectFiles.ROOT.resolve(module + "/pom.xml")))
                    .results()
                    .forEach(dependency -> assertThat(reasons).contains("`" + dependency.group(1) + "`"));
        }
    }

    private static void collectMissing(Matcher names, Path from, Path document, List<String> missing) {
        while (names.find()) {
            // what the build makes is not there in a clean clone
            boolean made = names.group(1).contains("/target/");
            if (!made && !Files.exists(from.resolve(names.group(1)))) {
                missing.add(ProjectFiles.ROOT.relativize(document) + ": " + names.group(1));
            }
        }
    }
}
