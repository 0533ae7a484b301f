package org.hunar.server.simulation;

import io.dropwizard.jersey.DropwizardResourceConfig;
import io.dropwizard.jersey.setup.JerseyContainerHolder;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.ArrayList;
import java.util.List;

/** Takes what features register for Jersey, to be called by hand. */
final class Registrations extends JerseyEnvironment {
    private final List<Object> registered = new ArrayList<>();

    Registrations() {
        super(new JerseyContainerHolder(null), DropwizardResourceConfig.forTesting());
    }

    @Override
    public void register(Object component) {
        registered.add(component);
    }

    /** The one of that type. */
    <T> T find(Class<T> type) {
        return registered.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
