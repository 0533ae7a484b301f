package org.hunar.server.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;

/** A clock that stands before the day this version was made, or far after it, is not set. */
final class ClockCheck implements Check {
    private static final String SUBJECT = "clock";
    private static final String REMEDY =
            "set it (timedatectl set-ntp true); phones and certificates go by it, and no work is lost by a wrong one";
    private static final Duration LONGEST_USE = Duration.ofDays(10 * 365);

    private final InstantSource clock;

    ClockCheck(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant built = built();
        if (now.isBefore(built)) {
            return List.of(Finding.wrong(SUBJECT, "says " + now + ", before this version was made, " + built, REMEDY));
        }
        if (now.isAfter(built.plus(LONGEST_USE))) {
            return List.of(Finding.warning(SUBJECT, "says " + now + ", ten years after this version was made", REMEDY));
        }
        return List.of(Finding.ok(SUBJECT, "says " + now));
    }

    /** When this version was made. */
    static Instant built() {
        Properties properties = new Properties();
        try (InputStream in = ClockCheck.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Instant.parse(properties.getProperty("built"));
    }
}
