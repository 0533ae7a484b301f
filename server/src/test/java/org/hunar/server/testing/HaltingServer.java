package org.hunar.server.testing;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import org.hunar.server.ServerApplication;
import org.hunar.server.ServerConfiguration;

/**
 * The real server, which dies as by SIGKILL when it has done what a request with the header {@value #HALT} asked and is
 * about to answer: after the commit, before the first byte of the answer.
 */
public final class HaltingServer extends Application<ServerConfiguration> {
    /** Name of a header, with any value. */
    public static final String HALT = "X-Halt";

    private static final int OK = 200;
    private static final int AS_KILLED = 137;

    private final ServerApplication server = QuickServer.application();

    public static void main(String[] arguments) throws Exception {
        new HaltingServer().run(arguments);
    }

    @Override
    public void initialize(Bootstrap<ServerConfiguration> bootstrap) {
        server.initialize(bootstrap);
    }

    @Override
    public void run(ServerConfiguration configuration, Environment environment) {
        server.run(configuration, environment);
        environment.jersey().register(new Halt());
    }

    private static final class Halt implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (request.getHeaderString(HALT) != null && response.getStatus() == OK) {
                Runtime.getRuntime().halt(AS_KILLED);
            }
        }
    }
}
