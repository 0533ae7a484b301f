package org.hunar.server.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.fuzz.Refusal;

/** What every call may carry: request ids, versions, places in lists, addresses. */
public class HeadersFuzz {
    /** None of them is anything but read or refused. */
    public static void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        ETags.isKnown(text, "\"1\"");
        Refusal.orElse(() -> {
            ETags.requireMatch(text, Optional.of("\"1\""));
            return text;
        });
        Refusal.orElse(() -> PageRequest.of(null, text).after(UUID::fromString));
        Refusal.orElse(() -> PathValue.of("programme", text, ProgrammeId::new));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
