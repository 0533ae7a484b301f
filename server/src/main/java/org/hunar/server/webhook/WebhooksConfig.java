package org.hunar.server.webhook;

import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;

/**
 * The section {@code webhooks} of config.yml.
 *
 * @param privateNetworks whether they may go to this machine and to private networks, also over HTTP; default false
 * @param givenUpAfter how long the same is told again; default 3 days
 * @param lookEvery how long at most something waits to be told the first time; default 3 s
 */
public record WebhooksConfig(
        boolean privateNetworks,
        @MinDuration(value = 1, unit = TimeUnit.MINUTES) Duration givenUpAfter,

        @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
        Duration lookEvery) {
    /** As when the section is left out. */
    public static final WebhooksConfig DEFAULT = new WebhooksConfig(false, null, null);

    public WebhooksConfig {
        givenUpAfter = givenUpAfter == null ? Duration.days(3) : givenUpAfter;
        lookEvery = lookEvery == null ? Duration.seconds(3) : lookEvery;
    }
}
