package org.hunar.server.odata;

import jakarta.ws.rs.Path;
import org.hunar.server.auth.WithBasic;

/** {@code /programmes/{p}/odata-with-names}: the same tables, with names and phone numbers. */
@WithBasic
@Path("/api/v1/programmes/{programme}/odata-with-names")
public final class NamedODataResource extends FeedResource {
    NamedODataResource(Feeds feeds) {
        super(feeds, "odata-with-names", true);
    }
}
