package org.hunar.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * Section {@code http}: how much a request may hold, and from where it may come unencrypted.
 *
 * @param maxBody of a body as it is read, after inflation
 * @param maxCompressedBody of a body with {@code Content-Encoding: gzip}, as it comes over the wire
 * @param maxInflation how many times larger a body may become by inflation
 * @param proxy name or address of the proxy that ends HTTPS before this server; empty if there is none, and then plain
 *     HTTP is refused but for this machine itself
 * @param callsPerAddress a minute from one address, and at once after a rest: a whole training centre may be behind one
 * @param callsPerUser a minute by one user, and at once after a rest
 * @param minBodyPerSecond bytes of a body that a client has to send while the server waits for it
 * @param bodyPatience for so long it does not matter how slowly they come
 */
public record HttpConfig(
        @JsonProperty("maxBody") @NotNull DataSize maxBody,
        @JsonProperty("maxCompressedBody") @NotNull DataSize maxCompressedBody,
        @JsonProperty("maxInflation") @Min(1) int maxInflation,
        @JsonProperty("proxy") Optional<String> proxy,
        @JsonProperty("callsPerAddress") @Min(1) int callsPerAddress,
        @JsonProperty("callsPerUser") @Min(1) int callsPerUser,
        @JsonProperty("minBodyPerSecond") @NotNull DataSize minBodyPerSecond,
        @JsonProperty("bodyPatience") @NotNull Duration bodyPatience) {

    /** The limits of the sync protocol. */
    public static final HttpConfig DEFAULT =
            new HttpConfig(DataSize.mebibytes(16), DataSize.mebibytes(1), 100, null, 0, 0, null, null);

    public HttpConfig {
        maxBody = maxBody == null ? DataSize.mebibytes(16) : maxBody;
        maxCompressedBody = maxCompressedBody == null ? DataSize.mebibytes(1) : maxCompressedBody;
        maxInflation = maxInflation == 0 ? 100 : maxInflation;
        callsPerAddress = callsPerAddress == 0 ? 30_000 : callsPerAddress;
        callsPerUser = callsPerUser == 0 ? 12_000 : callsPerUser;
        minBodyPerSecond = minBodyPerSecond == null ? DataSize.bytes(256) : minBodyPerSecond;
        bodyPatience = bodyPatience == null ? Duration.seconds(10) : bodyPatience;
        proxy = proxy == null ? Optional.empty() : proxy.filter(text -> !text.isBlank());
    }
}
