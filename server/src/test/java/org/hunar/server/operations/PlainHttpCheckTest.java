package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.StorageConfig;
import org.junit.jupiter.api.Test;

class PlainHttpCheckTest {
    private static final Optional<String> NO_PROXY = Optional.empty();

    @Test
    void plainHttpForOthersIsRefusedAtTheStart() {
        HttpConnectorFactory open = http(null);

        assertThatThrownBy(() -> new Doctor(installation(open, NO_PROXY), Clock.systemUTC()).requireFitToStart())
                .isInstanceOf(RefusedToStartException.class)
                .hasMessage(
                        "encryption: port 8080 takes plain HTTP from every network, so that passwords and names can be"
                                + " read on the way; make the connector type https, or bindHost 127.0.0.1, or name the proxy that"
                                + " ends HTTPS before this server in http.proxy (for phones only: health and metrics stay on this"
                                + " machine)");
        assertThat(new PlainHttpCheck(http("192.0.2.7"), NO_PROXY).look())
                .singleElement()
                .matches(Finding::isWrong)
                .matches(finding -> finding.sentence().contains("from the network of 192.0.2.7"));
        assertThat(new PlainHttpCheck(http("nowhere.invalid"), NO_PROXY).look())
                .singleElement()
                .matches(Finding::isWrong);
    }

    @Test
    void behindANamedProxyOrOnThisMachineItMayBe() {
        assertThat(new PlainHttpCheck(http(null), Optional.of("gate.example.org")).look())
                .containsExactly(Finding.ok(
                        "encryption",
                        "port 8080 takes plain HTTP from every network, where the proxy gate.example.org ends HTTPS"));
        for (String here : List.of("127.0.0.1", "::1", "localhost", "127.8.8.8")) {
            assertThat(new PlainHttpCheck(http(here), NO_PROXY).look()).isEmpty();
        }
        assertThat(new PlainHttpCheck(new HttpsConnectorFactory(), NO_PROXY).look())
                .isEmpty();
    }

    @Test
    void healthAndMetricsStayOnThisMachineWhateverProxyThereIs() {
        Installation installation = new Installation(
                List.of(),
                List.of(http(null)),
                Optional.of("gate.example.org"),
                new StorageConfig(),
                Map.of(),
                Optional.empty());

        assertThatThrownBy(() -> new Doctor(installation, Clock.systemUTC()).requireFitToStart())
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageStartingWith("encryption: ");
    }

    private static Installation installation(HttpConnectorFactory application, Optional<String> proxy) {
        return new Installation(
                List.of(application), List.of(), proxy, new StorageConfig(), Map.of(), Optional.empty());
    }

    private static HttpConnectorFactory http(String bindHost) {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setBindHost(bindHost);
        return connector;
    }
}
