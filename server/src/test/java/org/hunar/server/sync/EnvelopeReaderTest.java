package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.hunar.model.sync.Limits;
import org.hunar.server.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a push may cost before anybody knows what is in it. */
class EnvelopeReaderTest {
    private static final long MIB = 1024 * 1024;
    private static final String OPERATION = """
            {"op_id": "0192f0c1-9a00-7e11-9b7a-6f2d1c0b9a88", "device_seq": 1, "entity": "assessment",
             "entity_id": "0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f", "kind": "put", "parents": [],
             "hlc": "0192f0c19a00-0000-5b0c1c3e", "captured_at": "2026-09-20T09:31:02.000Z",
             "body": {"answers": {"tools": [%s]}}}""";

    private final EnvelopeReader reader = new EnvelopeReader(Limits.DEFAULT);
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "1", "\"x\"", "{\"a\":1}"})
    void aPushFullOfTinyValuesCostsLittleMemoryAndIsToComeInParts(String tiny) {
        byte[] body = push(operation(tiny, 250_000), 64);
        long before = memory.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> reader.read(body)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(413);
            assertThat(problem.code()).isEqualTo("TOO_MANY_VALUES");
        });
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(192 * MIB);
    }

    @Test
    void whateverOneOperationMayHoldIsReadAlone() {
        byte[] body = push(operation("1", Limits.DEFAULT.opBytes() - OPERATION.length()), 1);

        assertThat(reader.read(body).incoming()).singleElement().isInstanceOf(Incoming.Readable.class);
    }

    private static String operation(String tiny, int bytes) {
        return OPERATION.formatted(String.join(",", Collections.nCopies(bytes / (tiny.length() + 1), tiny)));
    }

    private static byte[] push(String operation, int times) {
        String operations = String.join(",", Collections.nCopies(times, operation));
        return ("{\"install_id\": \"5b0c1c3e-0f8e-4a7c-8f7e-0a7f3d5a9c21\", \"ops\": [" + operations + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
