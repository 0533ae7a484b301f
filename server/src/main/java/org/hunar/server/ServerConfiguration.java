package org.hunar.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.server.auth.PasswordsConfig;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.auth.oidc.OidcConfig;
import org.hunar.server.backup.Site;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.device.DevicesConfig;
import org.hunar.server.http.HttpConfig;
import org.hunar.server.operations.Installation;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.sync.LimitsConfig;
import org.hunar.server.sync.SyncConfig;
import org.hunar.server.webhook.WebhooksConfig;

/** config.yml, one field per section; each section is a record in the feature it configures. */
public final class ServerConfiguration extends Configuration {
    @Valid
    @NotNull
    @JsonProperty
    private StorageConfig database = new StorageConfig();

    @Valid
    @NotNull
    @JsonProperty
    private IdentityConfig identity = IdentityConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private HttpConfig http = HttpConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private TokensConfig tokens = TokensConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private PasswordsConfig passwords = PasswordsConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private OidcConfig oidc = OidcConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private DevicesConfig devices = DevicesConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private SyncConfig sync = SyncConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private LimitsConfig limits = LimitsConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private BlobConfig blobs = BlobConfig.DEFAULT;

    @Valid
    @NotNull
    @JsonProperty
    private WebhooksConfig webhooks = WebhooksConfig.DEFAULT;

    public StorageConfig database() {
        return database;
    }

    public IdentityConfig identity() {
        return identity;
    }

    public HttpConfig http() {
        return http;
    }

    public TokensConfig tokens() {
        return tokens;
    }

    public PasswordsConfig passwords() {
        return passwords;
    }

    public OidcConfig oidc() {
        return oidc;
    }

    public DevicesConfig devices() {
        return devices;
    }

    public SyncConfig sync() {
        return sync;
    }

    public LimitsConfig limits() {
        return limits;
    }

    public WebhooksConfig webhooks() {
        return webhooks;
    }

    public BlobConfig blobs() {
        return blobs;
    }

    /** What a backup is made of. */
    Site site() {
        return new Site(database, identity, blobs, tokens, installation().adminAddress());
    }

    /** What {@code doctor} looks at. */
    Installation installation() {
        Map<String, Path> keyFiles = new LinkedHashMap<>();
        if (tokens.key().isEmpty()) {
            keyFiles.put("token key", tokens.keyFile());
        }
        if (identity.key().isEmpty()) {
            keyFiles.put("identity key", identity.keyFile());
        }
        return Installation.of(
                getServerFactory(),
                http.proxy(),
                database,
                keyFiles,
                blobs.folder(DatabaseUrl.isEmbedded(database.getUrl())));
    }
}
