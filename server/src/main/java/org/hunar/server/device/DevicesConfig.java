package org.hunar.server.device;

import java.util.Optional;

/**
 * The section {@code devices} of config.yml.
 *
 * @param publicUrl under which phones reach the API, for the QR codes; without it, the one by which a manager comes
 */
public record DevicesConfig(Optional<String> publicUrl) {
    /** As when the section is left out. */
    public static final DevicesConfig DEFAULT = new DevicesConfig(null);

    public DevicesConfig {
        publicUrl = publicUrl == null
                ? Optional.empty()
                : publicUrl.filter(url -> !url.isBlank()).map(url -> url.replaceAll("/+$", ""));
    }
}
