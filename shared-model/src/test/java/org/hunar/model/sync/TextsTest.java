package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hunar.model.Translations;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.model.sync.client.UploadProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    /** The second of the three things that a violation is made of. */
    private static final Pattern GIVEN = Pattern.compile(",\\s*\"([A-Z][A-Z_]+)\",");

    /** Whatever this module may show to a person, the codes of violations from its very sources. */
    static Stream<String> codes() throws IOException {
        TreeSet<String> codes = new TreeSet<>();
        for (PushCode code : PushCode.values()) {
            codes.add(code.name());
        }
        for (UploadProblem problem : UploadProblem.values()) {
            codes.add("UPLOAD_" + problem);
        }
        for (SyncReport.Outcome outcome : SyncReport.Outcome.values()) {
            codes.add("SYNC_" + outcome);
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(Files::isRegularFile)
                    .filter(source -> !source.getParent().endsWith("client"))
                    .forEach(source -> codes.addAll(given(source)));
        }
        assertThat(codes).contains("HARD_CONFLICT", "UPLOAD_CHANGED", "SYNC_SIGN_IN", "UNKNOWN_CHOICE", "NOT_JSON");
        return codes.stream();
    }

    private static TreeSet<String> given(Path source) {
        TreeSet<String> codes = new TreeSet<>();
        try {
            Matcher matcher = GIVEN.matcher(Files.readString(source));
            while (matcher.find()) {
                codes.add(matcher.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasATextInEveryLanguage(String code) {
        assertThat(Texts.of(code)).isPresent();
        Translations texts = Texts.of(code).orElseThrow();
        assertThat(texts.byLanguage()).containsOnlyKeys(Texts.LANGUAGES);
        assertThat(texts.in("en")).matches("\\p{ASCII}+\\.");
        assertThat(texts.in("ur")).matches("[\\p{InArabic}\\s]+");
        assertThat(texts.in("zh")).matches("[\\p{IsHan}，、。；]+");
    }
}
