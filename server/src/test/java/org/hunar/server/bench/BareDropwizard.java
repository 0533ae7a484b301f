package org.hunar.server.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.jdbi3.JdbiFactory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The least that a server of this kind can be: Dropwizard, JDBI, H2, and one resource that reads a row. */
public final class BareDropwizard extends Application<BareDropwizard.Settings> {
    public static void main(String[] arguments) throws Exception {
        new BareDropwizard().run(arguments);
    }

    /** Of the settings of the server, those of Dropwizard and of the database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public static final class Settings extends Configuration {
        @JsonProperty
        private final DataSourceFactory database = new DataSourceFactory();
    }

    @Path("/api/v1/hello")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class HelloResource {
        private final Jdbi jdbi;

        HelloResource(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        @GET
        public Map<String, Integer> hello() {
            return jdbi.withHandle(handle -> Map.of(
                    "hello", handle.createQuery("select 1").mapTo(int.class).one()));
        }
    }

    @Override
    public void run(Settings settings, Environment environment) {
        settings.database.setDriverClass("org.h2.Driver");
        Jdbi jdbi = new JdbiFactory().build(environment, settings.database, "database");
        environment.jersey().register(new HelloResource(jdbi));
    }
}
