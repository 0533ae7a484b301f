package org.hunar.server.blob;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ByteRange;
import org.hunar.server.http.ETags;
import org.hunar.server.http.ProblemException;

/** {@code GET /blobs/{sha256}}: a file, or a part of it. */
@Path("/api/v1/blobs/{sha256}")
public final class BlobResource {
    /** What a browser may show in place; of these none can carry a script. */
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/webp", "image/gif");

    private static final int BUFFER = 64 * 1024;

    private final Blobs blobs;
    private final BlobStore store;

    BlobResource(Blobs blobs, BlobStore store) {
        this.blobs = blobs;
        this.store = store;
    }

    @GET
    public Response download(
            @Auth Caller caller,
            @PathParam("sha256") String sha256,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        if (!BlobHash.isOne(sha256)) {
            throw ProblemException.notFound("such blob");
        }
        Blob blob = blobs.visible(caller, new BlobHash(sha256));
        String tag = '"' + sha256 + '"';
        if (ETags.isKnown(ifNoneMatch, tag)) {
            return safe(Response.notModified(), tag).build();
        }
        boolean sameFile = ifRange == null || ifRange.equals(tag);
        Optional<ByteRange> part = sameFile ? ByteRange.of(range, blob.size()) : Optional.empty();
        ByteRange sent = part.orElse(new ByteRange(0, blob.size()));
        Response.ResponseBuilder response = Response.status(part.isPresent() ? 206 : 200)
                .header(HttpHeaders.CONTENT_LENGTH, sent.length())
                .header("Content-Range", part.map(each -> each.of(blob.size())).orElse(null))
                .type(blob.mime())
                .entity(bytes(blob, sent));
        return safe(response, tag)
                .header(HttpHeaders.CONTENT_DISPOSITION, SHOWN.contains(blob.mime()) ? "inline" : "attachment")
                .build();
    }

    /** What lies under a hash never changes. What somebody brought is not to run in a browser that shows it. */
    private static Response.ResponseBuilder safe(Response.ResponseBuilder response, String tag) {
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable, no-transform")
                .header("Accept-Ranges", "bytes")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    /** Opened at once: what cannot be read is refused, and not begun. */
    private StreamingOutput bytes(Blob blob, ByteRange range) {
        try {
            InputStream in = store.read(blob.hash(), range.first());
            return out -> copy(in, range.length(), out);
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    private static void copy(InputStream from, long length, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from) {
            long left = length;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("a blob is shorter than it was");
                }
                to.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
