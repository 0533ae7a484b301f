package org.hunar.server.webhook;

import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;

/**
 * The section {@code webhooks} of config.yml.
 *
 * @param privateNetworks whether they may go to this machine and to private networks, also over HTTP; default false
 * @param givenUpAfter how long the same is told again; default 3 days
 */
public record WebhooksConfig(
        boolean privateNetworks,
        @MinDuration(value = 1, unit = TimeUnit.MINUTES) Duration givenUpAfter) {
    /** As when the section is left out. */
    public static final WebhooksConfig DEFAULT = new WebhooksConfig(false, null);

    public WebhooksConfig {
        givenUpAfter = givenUpAfter == null ? Duration.days(3) : givenUpAfter;
    }
}
