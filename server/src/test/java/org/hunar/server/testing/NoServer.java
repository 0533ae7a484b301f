package org.hunar.server.testing;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;

/** What a command that works without a server is started with. */
public final class NoServer<C extends Configuration> extends Application<C> {
    @Override
    public void run(C configuration, Environment environment) {
        throw new AssertionError("a command starts no server");
    }
}
