package org.hunar.server.odata;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.hunar.server.export.Exports;

/** Serves the exports as a feed. */
public final class ODataFeature {
    private ODataFeature() {}

    public static void register(JerseyEnvironment jersey, Exports exports) {
        Feeds feeds = new Feeds(exports);
        jersey.register(new ODataFilter());
        jersey.register(new ODataResource(feeds));
        jersey.register(new NamedODataResource(feeds));
    }
}
