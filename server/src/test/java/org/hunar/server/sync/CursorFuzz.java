package org.hunar.server.sync;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.hunar.server.fuzz.Refusal;

/** A cursor, which comes back from phones. */
public class CursorFuzz {
    /** What was read is written and read again as the same. */
    public static void read(byte[] text) {
        Refusal.orElse(() -> Cursor.parse(new String(text, StandardCharsets.UTF_8)))
                .ifPresent(cursor -> Refusal.require(Cursor.parse(cursor.text()).equals(cursor), "another cursor"));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
