package org.hunar.server.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ConfigurationParsingException;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.text.StringSubstitutor;
import org.hunar.server.ServerConfiguration;
import org.hunar.server.auth.PasswordsConfig;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.auth.oidc.OidcConfig;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.http.HttpConfig;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.sync.LimitsConfig;
import org.hunar.server.sync.SyncConfig;
import org.hunar.server.webhook.WebhooksConfig;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final String SETTINGS = ProjectFiles.read(ProjectFiles.ROOT.resolve("config.yml"));

    @Test
    void everyKeyOfConfigYmlIsKnownAndItsValueTaken() throws Exception {
        ServerConfiguration settings = read(SETTINGS);

        assertThat(settings.database().getUrl()).startsWith("jdbc:h2:dsync:");
    }

    @Test
    void configYmlShowsTheDefaults() throws Exception {
        ServerConfiguration shown = read(SETTINGS);

        assertThat(shown.http()).isEqualTo(HttpConfig.DEFAULT);
        assertThat(shown.tokens()).isEqualTo(TokensConfig.DEFAULT);
        assertThat(shown.passwords()).isEqualTo(PasswordsConfig.DEFAULT);
        assertThat(shown.oidc()).isEqualTo(OidcConfig.DEFAULT);
        assertThat(shown.blobs()).isEqualTo(BlobConfig.DEFAULT);
        assertThat(shown.sync()).isEqualTo(SyncConfig.DEFAULT);
        assertThat(shown.webhooks()).isEqualTo(WebhooksConfig.DEFAULT);
        assertThat(shown.limits()).isEqualTo(LimitsConfig.DEFAULT);
        assertThat(shown.database()).usingRecursiveComparison().isEqualTo(new StorageConfig());
    }

    @Test
    void aKeyThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> read(SETTINGS.replace("  maxBody:", "  maxBodie:")))
                .isInstanceOf(ConfigurationParsingException.class)
                .hasMessageContaining("maxBodie")
                .hasMessageContaining("maxBody");
    }

    /** As the server reads it when no variable of the environment is set. */
    private static ServerConfiguration read(String yaml) throws Exception {
        StringSubstitutor noEnvironment = new StringSubstitutor(name -> null);
        return new DefaultConfigurationFactoryFactory<ServerConfiguration>()
                .create(ServerConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw-test")
                .build(
                        new SubstitutingSourceProvider(
                                path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), noEnvironment),
                        "config.yml");
    }
}
