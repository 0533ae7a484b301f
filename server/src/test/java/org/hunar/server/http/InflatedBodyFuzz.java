package org.hunar.server.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.hunar.server.fuzz.Refusal;

/** A body that says it is gzip. */
public class InflatedBodyFuzz {
    private static final BodyGuard GUARD = new BodyGuard(HttpConfig.DEFAULT);

    /** No more comes out than a body may hold. */
    public static void read(byte[] wire) {
        Refusal.orElse(() -> size(wire))
                .ifPresent(bytes ->
                        Refusal.require(bytes <= HttpConfig.DEFAULT.maxBody().toBytes(), bytes + " bytes"));
    }

    private static long size(byte[] wire) throws IOException {
        try (InputStream body = GUARD.guard(new ByteArrayInputStream(wire), "gzip")) {
            return body.transferTo(OutputStream.nullOutputStream());
        }
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
