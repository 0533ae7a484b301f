package org.hunar.server.xlsform;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.fuzz.Refusal;
import org.junit.jupiter.params.provider.MethodSource;

/** An XForm made elsewhere. */
public class ForeignFormFuzz {
    private static final JsonObject KEY =
            Json.readObject("{\"items\": {\"ppe\": {\"key\": \"yes\", \"weight\": 2, \"skill\": \"safety\"}}}");

    static Stream<byte[]> forms() {
        return Stream.of(Workbooks.read("minimal.xml"), Workbooks.read("welding.xml"));
    }

    /** It is an instrument, or tells what is wrong with it. */
    public static void read(byte[] xform) {
        Refusal.orElse(() -> {
            try {
                return ForeignForm.withKey(xform, KEY).findings();
            } catch (UnreadableWorkbookException refused) {
                return null;
            }
        });
    }

    @MethodSource("forms")
    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
