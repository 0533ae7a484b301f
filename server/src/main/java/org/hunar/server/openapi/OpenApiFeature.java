package org.hunar.server.openapi;

import io.dropwizard.jersey.setup.JerseyEnvironment;

/** Serves the description of the API. */
public final class OpenApiFeature {
    private OpenApiFeature() {}

    public static void register(JerseyEnvironment jersey) {
        jersey.register(new OpenApiResource());
    }
}
