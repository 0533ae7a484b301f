package org.hunar.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.io.EofException;

/**
 * Stands between the wire and whoever reads a body: inflates gzip and stops at the limits, so that no body costs more
 * memory than {@link HttpConfig#maxBody}. Answers 413 over a limit, 400 for a broken gzip, 415 for another encoding.
 */
@Priority(Priorities.ENTITY_CODER)
final class BodyGuard implements ReaderInterceptor {
    /** Below this size the ratio says nothing: a few kB of the same letter inflate more than 100 times. */
    private static final long RATIO_COUNTS_FROM = 64 * 1024;

    private final HttpConfig limits;

    BodyGuard(HttpConfig limits) {
        this.limits = limits;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        String encoding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        InputStream wire = context.getInputStream();
        try {
            context.setInputStream(guard(wire, encoding == null ? "identity" : encoding));
            return context.proceed();
        } catch (ProblemException refusal) {
            UnreadBody.discard(wire, limits.maxBody().toBytes());
            throw refusal;
        }
    }

    InputStream guard(InputStream wire, String encoding) throws IOException {
        return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> new CountingInputStream(wire, this::checkBody);
            case "gzip", "x-gzip" -> inflate(wire);
            default ->
                throw new ProblemException(
                                415,
                                "UNSUPPORTED_ENCODING",
                                "Content-Encoding may be gzip or identity, not " + encoding)
                        .withHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
        };
    }

    private InputStream inflate(InputStream wire) throws IOException {
        CountingInputStream compressed = new CountingInputStream(wire, this::checkCompressed);
        return new CountingInputStream(new Inflated(compressed), inflated -> {
            checkBody(inflated);
            checkRatio(inflated, compressed.count());
        });
    }

    private void checkBody(long bytes) {
        if (bytes > limits.maxBody().toBytes()) {
            throw ProblemException.tooLarge("the body is larger than " + limits.maxBody());
        }
    }

    private void checkCompressed(long bytes) {
        if (bytes > limits.maxCompressedBody().toBytes()) {
            throw ProblemException.tooLarge("the compressed body is larger than " + limits.maxCompressedBody());
        }
    }

    private void checkRatio(long inflated, long compressed) {
        if (inflated > RATIO_COUNTS_FROM && inflated > compressed * limits.maxInflation()) {
            throw ProblemException.tooLarge("the body inflates more than " + limits.maxInflation() + " times");
        }
    }

    /** What a broken gzip throws becomes a refusal; what the wire throws stays what it is. */
    private static final class Inflated extends FilterInputStream {
        Inflated(InputStream compressed) throws IOException {
            super(open(compressed));
        }

        private static InputStream open(InputStream compressed) throws IOException {
            try {
                return new GZIPInputStream(compressed);
            } catch (ZipException | EOFException e) {
                throw brokenUnlessCut(e);
            }
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (ZipException | EOFException e) {
                throw brokenUnlessCut(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (ZipException | EOFException e) {
                throw brokenUnlessCut(e);
            }
        }

        /** @throws EofException if the connection ended, and not the gzip */
        private static ProblemException brokenUnlessCut(IOException cause) throws EofException {
            if (cause instanceof EofException cut) {
                throw cut;
            }
            ProblemException problem =
                    new ProblemException(400, "BROKEN_GZIP", "the body is not the gzip that Content-Encoding says");
            problem.initCause(cause);
            return problem;
        }
    }
}
