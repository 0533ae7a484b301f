package org.hunar.server.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is refused before it was read: a connection that is closed over bytes nobody read is reset, and the refusal is
 * lost on its way to a client that is still sending.
 */
public final class UnreadBody {
    private static final int BUFFER = 8 * 1024;
    /** Of a client that promised more: instead of the idle time-out of the connection. */
    private static final int SILENCE_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    private UnreadBody() {}

    /**
     * Does the work; when that is refused, reads on before the refusal goes its way, as long as more comes.
     *
     * @param limit bytes that are read at most
     */
    public static <T> T readIfRefused(HttpServletRequest request, long limit, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refusal) {
            discardWhatComes(request, limit);
            throw refusal;
        }
    }

    /** Who promised more and falls silent would hold the thread for as long as one whom nobody refused. */
    private static void discardWhatComes(HttpServletRequest request, long limit) {
        Optional<EndPoint> wire = wire(request);
        long usual = wire.map(EndPoint::getIdleTimeout).orElse(0L);
        wire.ifPresent(each -> each.setIdleTimeout(SILENCE_MILLIS));
        try {
            discard(request.getInputStream(), limit);
        } catch (IOException e) {
            LOG.debug("there was no body to read on", e);
        } finally {
            wire.ifPresent(each -> each.setIdleTimeout(usual));
        }
    }

    /** None where no network is between, as in the simulation. */
    private static Optional<EndPoint> wire(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner instanceof ServletApiRequest jetty
                ? Optional.of(jetty.getRequest()
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint())
                : Optional.empty();
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
