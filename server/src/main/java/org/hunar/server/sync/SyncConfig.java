package org.hunar.server.sync;

import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;

/**
 * The section {@code sync} of config.yml.
 *
 * @param tombstonesKept how long phones can be told that something is gone; default and least 180 days
 * @param oldestApp oldest version of the app that may pull; default empty, for every version
 */
public record SyncConfig(
        @MinDuration(value = 180, unit = TimeUnit.DAYS) Duration tombstonesKept, String oldestApp) {
    private static final Duration DEFAULT_KEPT = Duration.days(180);

    /** As when the section is left out. */
    public static final SyncConfig DEFAULT = new SyncConfig(null, null);

    public SyncConfig {
        tombstonesKept = tombstonesKept == null ? DEFAULT_KEPT : tombstonesKept;
        oldestApp = oldestApp == null ? "" : oldestApp;
    }
}
