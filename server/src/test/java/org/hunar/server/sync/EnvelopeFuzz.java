package org.hunar.server.sync;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.hunar.model.sync.Limits;
import org.hunar.server.fuzz.Refusal;
import org.hunar.server.sync.EnvelopeReader.Envelope;

/** The body of a push. */
public class EnvelopeFuzz {
    private static final EnvelopeReader READER = new EnvelopeReader(Limits.DEFAULT);

    /** Each operation keeps the very bytes that came, and there are no more than were sent. */
    public static void read(byte[] body) {
        Optional<Envelope> read = Refusal.orElse(() -> READER.read(body));
        read.ifPresent(envelope -> {
            int bytes = envelope.incoming().stream()
                    .mapToInt(each -> each.raw().length)
                    .sum();
            Refusal.require(bytes < body.length, "operations of " + bytes + " bytes in " + body.length);
        });
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
