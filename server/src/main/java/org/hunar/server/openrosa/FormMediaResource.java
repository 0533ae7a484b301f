package org.hunar.server.openrosa;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** The files of a form, for managers: which it shows or reads, which are there, and one handed in. */
@Path("/api/v1/programmes/{programme}/instruments/{instrument}/versions/{version}/attachments")
@Produces(MediaType.APPLICATION_JSON)
public final class FormMediaResource {
    private final FormMedia media;

    FormMediaResource(FormMedia media) {
        this.media = media;
    }

    @GET
    public Map<String, Object> list(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("instrument") String code,
            @PathParam("version") String version) {
        return media.list(caller, PathValue.programme(programme), code, version);
    }

    /** @param bytes of the file, as large as any body may be */
    @PUT
    @Path("/{file}")
    @Consumes(MediaType.WILDCARD)
    public Response put(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("instrument") String code,
            @PathParam("version") String version,
            @PathParam("file") String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            byte[] bytes) {
        caller.requireManager(PathValue.programme(programme));
        String mime = type == null ? "" : type.split(";")[0].strip();
        FormMedia.Put put = media.put(caller, PathValue.programme(programme), code, version, name, mime, bytes);
        return Response.status(put.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(put.json())
                .build();
    }
}
