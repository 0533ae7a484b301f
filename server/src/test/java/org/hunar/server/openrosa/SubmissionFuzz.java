package org.hunar.server.openrosa;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.hunar.server.fuzz.Refusal;
import org.junit.jupiter.params.provider.MethodSource;

/** The XML that a phone with Collect sends. */
public class SubmissionFuzz {
    private static final String PERSON = "8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11";

    static Stream<byte[]> submissions() {
        Filled plain = new Filled(PERSON, PERSON).with("ppe", "yes").with("notes", "ویلڈنگ 👍");
        Filled edit = new Filled(PERSON, PERSON)
                .editing("01a0be26-a9c0-7ffc-b505-0b981f5a33e1")
                .meta("<entity dataset=\"participants\" create=\"1\" id=\"" + PERSON
                        + "\"><label>Ali</label></entity>");
        return Stream.of(plain.xml(), edit.xml(), "<!DOCTYPE a [<!ENTITY b 'c'>]><a id=\"x\">&b;</a>")
                .map(xml -> xml.getBytes(StandardCharsets.UTF_8));
    }

    /** It is a submission, or is refused. */
    public static void read(byte[] xml) {
        Refusal.orElse(() -> SubmissionReader.of(xml).read(FormNode.unknown(), Set.of()));
    }

    @MethodSource("submissions")
    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
