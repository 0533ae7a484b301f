package org.hunar.server.privacy;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/retention}. */
@Path("/api/v1/programmes/{programme}/retention")
@Produces(MediaType.APPLICATION_JSON)
public final class RetentionResource {
    private final Retentions retentions;

    RetentionResource(Retentions retentions) {
        this.retentions = retentions;
    }

    @GET
    public Map<String, Object> preview(@Auth Caller caller, @PathParam("programme") String programme) {
        return retentions.preview(caller, PathValue.programme(programme));
    }

    /** Does what is due, without waiting for the night. */
    @POST
    public Map<String, Object> apply(@Auth Caller caller, @PathParam("programme") String programme) {
        return retentions.apply(caller, PathValue.programme(programme));
    }
}
