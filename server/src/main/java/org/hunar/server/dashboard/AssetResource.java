package org.hunar.server.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.hunar.server.http.ProblemException;

/** {@code /assets}: what every page needs, the same for everybody. */
@Path("/assets")
public final class AssetResource {
    @GET
    @Path("/{file}")
    public Response file(@PathParam("file") String file) {
        Assets.Asset asset = PageFrame.assets().find(file).orElseThrow(() -> ProblemException.notFound("such file"));
        return Response.ok(asset.zipped(), asset.type() + ";charset=utf-8")
                .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .build();
    }
}
