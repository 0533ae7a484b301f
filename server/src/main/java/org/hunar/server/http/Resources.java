package org.hunar.server.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dropwizard.jersey.DropwizardResourceConfig;
import io.dropwizard.jersey.setup.JerseyContainerHolder;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.model.Resource;
import org.slf4j.LoggerFactory;

/**
 * Registers what answers calls as resources that Jersey need not look for. Dropwizard would make a class for each at every
 * start, and find out once more what it answers, only to list all paths in the log; they are at {@code /api/v1/docs}.
 */
final class Resources extends JerseyEnvironment {
    private final Map<Class<?>, Object> resources = new LinkedHashMap<>();

    Resources(JerseyEnvironment jersey) {
        super(new JerseyContainerHolder(null), jersey.getResourceConfig());
        super.register(new Instances());
        // its list of paths would say that there are none
        ((Logger) LoggerFactory.getLogger(DropwizardResourceConfig.class)).setLevel(Level.WARN);
    }

    @Override
    public void register(Object component) {
        Class<?> type = component.getClass();
        if (type.isAnnotationPresent(Path.class)) {
            resources.put(type, component);
            getResourceConfig().registerResources(Resource.from(type, true));
        } else {
            super.register(component);
        }
    }

    /** Asked when all are registered. */
    private final class Instances extends AbstractBinder {
        @Override
        protected void configure() {
            resources.forEach(this::bindOne);
        }

        private <T> void bindOne(Class<T> type, Object resource) {
            bind(type.cast(resource)).to(type);
        }
    }
}
