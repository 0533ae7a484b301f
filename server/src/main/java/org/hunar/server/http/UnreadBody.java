package org.hunar.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is refused before it was read: a connection that is closed over bytes nobody read is reset, and the refusal is
 * lost on its way to a client that is still sending.
 */
public final class UnreadBody {
    private static final int BUFFER = 8 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    private UnreadBody() {}

    /**
     * Does the work; when that is refused, reads on before the refusal goes its way.
     *
     * @param limit bytes that are read at most
     */
    public static <T> T readIfRefused(InputStream body, long limit, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refusal) {
            discard(body, limit);
            throw refusal;
        }
    }

    static void discard(InputStream body, long limit) {
        byte[] buffer = new byte[BUFFER];
        long left = limit;
        try {
            int read = body.read(buffer);
            while (read >= 0 && left > 0) {
                left -= read;
                read = body.read(buffer);
            }
        } catch (IOException e) {
            LOG.debug("the client went away before it was refused", e);
        }
    }
}
