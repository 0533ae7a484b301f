package org.hunar.server.odata;

import jakarta.ws.rs.Path;
import org.hunar.server.auth.WithBasic;

/** {@code /programmes/{p}/odata}: a programme's tables without the columns that tell who somebody is. */
@WithBasic
@Path("/api/v1/programmes/{programme}/odata")
public final class ODataResource extends FeedResource {
    ODataResource(Feeds feeds) {
        super(feeds, "odata", false);
    }
}
