package org.hunar.server.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.NoServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final Instant BUILT = ClockCheck.built();

    @TempDir
    Path folder;

    private final TestingClock clock = new TestingClock(BUILT.plus(Duration.ofDays(60)));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void whereNothingIsWrongItSaysSoAndSucceeds() throws Exception {
        assertThat(doctor()).isEmpty();
        assertThat(out.toString(UTF_8)).contains("OK       clock").endsWith("Nothing is wrong.\n");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDoAndTheCommandFails() throws Exception {
        clock.set(Instant.parse("1970-01-01T00:00:07Z"));

        assertThat(doctor()).isPresent();
        assertThat(out.toString(UTF_8))
                .contains("WRONG    clock            says 1970-01-01T00:00:07Z, before this version was made, " + BUILT)
                .contains("-> set it (timedatectl set-ntp true)")
                .endsWith("Wrong: 1.\n");
    }

    @Test
    void aClockFarAheadIsTold() throws Exception {
        clock.set(BUILT.plus(Duration.ofDays(20 * 365)));

        assertThat(doctor()).isEmpty();
        assertThat(out.toString(UTF_8)).contains("WARNING  clock");
    }

    private Optional<Throwable> doctor() throws Exception {
        StorageConfig database = new StorageConfig();
        database.setUrl(database.getUrl().replace("./data", folder.toString()));
        Installation installation = new Installation(
                List.of(), List.of(), Optional.empty(), database, Map.of(), Optional.of(Path.of("data", "blobs")));
        Bootstrap<Configuration> bootstrap = new Bootstrap<>(new NoServer<>());
        bootstrap.setConfigurationSourceProvider(path -> new ByteArrayInputStream("{}".getBytes(UTF_8)));
        PrintStream print = new PrintStream(out, true, UTF_8);
        bootstrap.addCommand(new DoctorCommand<>(
                Configuration.class,
                configuration -> installation,
                configuration -> IdentityConfig.DEFAULT,
                List.of(),
                clock,
                print));
        return new Cli(new JarLocation(DoctorCommandTest.class), bootstrap, print, print).run("doctor", "config.yml");
    }
}
