package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hunar.model.sync.Texts;
import org.junit.jupiter.api.Test;

/** Every text of the pages is there in every language, and used. */
class MessagesTest {
    private static final Path CATALOGUES = Path.of("src/main/resources/org/hunar/server/dashboard");
    private static final Path SOURCES = Path.of("src/main/java/org/hunar/server/dashboard");
    private static final Pattern KEY = Pattern.compile("\\bt\\(\"([a-z_.A-Z]+)\"(?! \\+)|\"([a-z_]+\\.[a-z_]+)\"");
    private static final Pattern FAMILY =
            Pattern.compile("\\bt\\(\"([a-z_.]+\\.)\" \\+|code\\(\"([a-z_]+)\"|family=\"([a-z]+)\"");

    @Test
    void noTextIsMissingInAnyLanguage() throws IOException {
        Set<String> english = keys("messages_en");
        for (String language : Texts.LANGUAGES) {
            assertThat(keys("messages_" + language)).as(language).isEqualTo(english);
        }
    }

    @Test
    void everyTextThatIsUsedIsThereAndEveryTextIsUsed() throws IOException {
        Set<String> known = keys("messages_en");
        Set<String> used = new TreeSet<>();
        List<String> families = new ArrayList<>();
        for (String source : sources()) {
            groups(KEY, source).forEach(used::add);
            groups(FAMILY, source).forEach(each -> families.add(each.endsWith(".") ? each : each + "."));
        }
        assertThat(known)
                .allMatch(key -> used.contains(key) || families.stream().anyMatch(key::startsWith));
        assertThat(used.stream().filter(MessagesTest::isAKey)).isSubsetOf(known);
    }

    /** In English the API says what is wrong; every code that it has said in one of the others is said in both. */
    @Test
    void noRefusalIsSaidInOneLanguageAlone() throws IOException {
        Set<String> urdu = keys("refusals_ur");
        assertThat(urdu).isNotEmpty().isEqualTo(keys("refusals_zh"));
        String code = "";
        for (Path module : List.of(Path.of("src/main/java"), Path.of("../shared-model/src/main/java"))) {
            try (Stream<Path> files = Files.walk(module)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    code += Files.readString(file);
                }
            }
        }
        assertThat(urdu)
                .allMatch(Pattern.compile("\"([A-Z][A-Z_0-9]+)\"")
                        .matcher(code)
                        .results()
                        .map(found -> found.group(1))
                        .collect(java.util.stream.Collectors.toSet())::contains);
    }

    /** A file that a template imports has a dot in its name too. */
    private static boolean isAKey(String text) {
        return !text.matches(".*\\.(ftlh|css|js|csv|properties)");
    }

    private static List<String> groups(Pattern pattern, String source) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            for (int i = 1; i <= matcher.groupCount(); i++) {
                if (matcher.group(i) != null) {
                    found.add(matcher.group(i));
                }
            }
        }
        return found;
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path folder : List.of(CATALOGUES.resolve("pages"), SOURCES)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    sources.add(Files.readString(file));
                }
            }
        }
        return sources;
    }

    private static Set<String> keys(String catalogue) throws IOException {
        Properties texts = new Properties();
        try (Reader file = Files.newBufferedReader(CATALOGUES.resolve(catalogue + ".properties"))) {
            texts.load(file);
        }
        return texts.stringPropertyNames();
    }
}
