package org.hunar.server.blob;

import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code OPTIONS /uploads}: what of tus is spoken, told to everybody, since a tus client asks before it signs in. */
@Path("/api/v1/uploads")
public final class UploadOptionsResource {
    private final long maxSize;

    /** @param maxSize bytes of a file */
    UploadOptionsResource(long maxSize) {
        this.maxSize = maxSize;
    }

    @OPTIONS
    public Response options() {
        return Response.noContent()
                .header(UploadResource.RESUMABLE, UploadResource.VERSION)
                .header("Tus-Version", UploadResource.VERSION)
                .header("Tus-Extension", "creation,checksum,expiration,termination")
                .header("Tus-Checksum-Algorithm", Checksum.NAMES)
                .header("Tus-Max-Size", maxSize)
                .build();
    }
}
