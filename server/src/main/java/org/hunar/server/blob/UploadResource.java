package org.hunar.server.blob;

import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.OpenToRevoked;
import org.hunar.server.http.ProblemException;
import org.hunar.server.http.UnreadBody;

/** {@code /uploads}: tus 1.0.0 with the extensions that {@link UploadOptionsResource} tells. */
@OpenToRevoked
@Path("/api/v1/uploads")
public final class UploadResource {
    static final String VERSION = "1.0.0";
    static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String BYTES = "application/offset+octet-stream";
    /** So much is read of a body that is refused, in order that the refusal reaches who is still sending. */
    private static final int READ_OF_REFUSED = 1024 * 1024;

    private final Uploads uploads;

    UploadResource(Uploads uploads) {
        this.uploads = uploads;
    }

    @POST
    public Response announce(
            @Auth Caller caller,
            @HeaderParam(RESUMABLE) String version,
            @HeaderParam("Upload-Length") String length,
            @HeaderParam("Upload-Metadata") String metadata) {
        return speakTus(version, () -> {
            Upload upload = uploads.announce(caller.name(), Announcement.of(length, metadata));
            return state(Response.status(201), upload).header("Location", upload.path());
        });
    }

    @HEAD
    @Path("/{id}")
    public Response state(@Auth Caller caller, @PathParam("id") String id, @HeaderParam(RESUMABLE) String version) {
        return speakTus(version, () -> {
            Upload upload = uploads.find(caller.name(), uploadId(id));
            return state(Response.ok(), upload)
                    .header("Upload-Length", upload.size())
                    .header("Upload-Metadata", upload.metadata());
        });
    }

    @PATCH
    @Path("/{id}")
    public Response append(
            @Auth Caller caller,
            @PathParam("id") String id,
            @HeaderParam(RESUMABLE) String version,
            @HeaderParam(OFFSET) String offset,
            @HeaderParam(Checksum.HEADER) String checksum,
            @Context HttpServletRequest request) {
        return speakTus(version, () -> {
            requireBytes(request);
            Upload upload = append(caller.name(), uploadId(id), offset(offset), Optional.ofNullable(checksum), request);
            return state(Response.noContent(), upload);
        });
    }

    @DELETE
    @Path("/{id}")
    public Response terminate(@Auth Caller caller, @PathParam("id") String id, @HeaderParam(RESUMABLE) String version) {
        return speakTus(version, () -> {
            uploads.terminate(caller.name(), uploadId(id));
            return Response.noContent();
        });
    }

    /** For clients and proxies that know no PATCH or DELETE. */
    @POST
    @Path("/{id}")
    public Response override(
            @Auth Caller caller,
            @PathParam("id") String id,
            @HeaderParam("X-HTTP-Method-Override") String method,
            @HeaderParam(RESUMABLE) String version,
            @HeaderParam(OFFSET) String offset,
            @HeaderParam(Checksum.HEADER) String checksum,
            @Context HttpServletRequest request) {
        return switch (method == null ? "" : method) {
            case "PATCH" -> append(caller, id, version, offset, checksum, request);
            case "DELETE" -> terminate(caller, id, version);
            case "HEAD" -> state(caller, id, version);
            default -> throw Announcement.invalid("X-HTTP-Method-Override", "must be PATCH, HEAD or DELETE");
        };
    }

    /** The body is read here and not by JAX-RS: it is as large as a file, and never compressed. */
    private Upload append(String owner, UUID id, long offset, Optional<String> checksum, HttpServletRequest request) {
        try {
            InputStream body = request.getInputStream();
            return UnreadBody.readIfRefused(
                    request,
                    READ_OF_REFUSED,
                    () -> uploads.append(
                            owner, id, offset, checksum.map(Checksum::of), request.getContentLengthLong(), body));
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    private static Response speakTus(String version, Supplier<ResponseBuilder> call) {
        try {
            if (!VERSION.equals(version)) {
                throw new ProblemException(412, "TUS_VERSION", "Tus-Resumable must be " + VERSION)
                        .withHeader("Tus-Version", VERSION);
            }
            return call.get()
                    .header(RESUMABLE, VERSION)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (ProblemException refusal) {
            throw refusal.withHeader(RESUMABLE, VERSION);
        }
    }

    private static ResponseBuilder state(ResponseBuilder response, Upload upload) {
        response.header(OFFSET, upload.received());
        return upload.isWhole() ? response : response.header("Upload-Expires", Date.from(upload.expiresAt()));
    }

    private static void requireBytes(HttpServletRequest request) {
        if (!BYTES.equals(request.getContentType())) {
            throw new ProblemException(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be " + BYTES);
        }
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new ProblemException(415, "UNSUPPORTED_ENCODING", "an upload is sent as it is, without an encoding");
        }
    }

    private static UUID uploadId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("such upload");
        }
    }

    private static long offset(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Announcement.invalid(OFFSET, "must be a whole number");
        }
    }
}
