package org.hunar.server.http;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A request whose body has to come at a pace: who sends a byte now and then would hold a thread for hours. Only the time
 * for which a read waits counts. Jetty's own {@code minRequestDataPerSecond} counts ours as well: a body of 60 bytes that
 * was there at once was refused when the server had been slow for a quarter of a second.
 */
final class PacedRequest extends HttpServletRequestWrapper {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Pace pace;
    private ServletInputStream body;

    /**
     * How slow is too slow.
     *
     * @param perSecond bytes
     * @param patience for which it does not matter
     * @param nanoTime of a clock that only goes on
     */
    record Pace(DataSize perSecond, Duration patience, LongSupplier nanoTime) {

        void require(long bytes, long waitedNanos) throws IOException {
            double late = (waitedNanos - patience.toNanoseconds()) / NANOS_PER_SECOND;
            if (bytes < late * perSecond.toBytes()) {
                throw new IOException(
                        "the body came too slowly", new TimeoutException("slower than " + perSecond + " a second"));
            }
        }
    }

    PacedRequest(HttpServletRequest request, Pace pace) {
        super(request);
        this.pace = pace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Paced(super.getInputStream());
        }
        return body;
    }

    private final class Paced extends ServletInputStream {
        private final ServletInputStream wire;
        private long bytes;
        private long waitedNanos;

        Paced(ServletInputStream wire) {
            this.wire = wire;
        }

        @Override
        public int read() throws IOException {
            long begin = pace.nanoTime().getAsLong();
            int next = wire.read();
            passed(next < 0 ? -1 : 1, begin);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            long begin = pace.nanoTime().getAsLong();
            int read = wire.read(buffer, offset, length);
            passed(read, begin);
            return read;
        }

        /** Who is at the end has sent everything, however long it took. */
        private void passed(int read, long begin) throws IOException {
            waitedNanos += pace.nanoTime().getAsLong() - begin;
            if (read >= 0) {
                bytes += read;
                pace.require(bytes, waitedNanos);
            }
        }

        @Override
        public int available() throws IOException {
            return wire.available();
        }

        @Override
        public boolean isFinished() {
            return wire.isFinished();
        }

        @Override
        public boolean isReady() {
            return wire.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            wire.setReadListener(listener);
        }
    }
}
