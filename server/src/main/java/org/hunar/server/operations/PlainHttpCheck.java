package org.hunar.server.operations;

import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.util.List;
import java.util.Optional;

/**
 * Whether a connector without encryption is out of everybody's reach. What comes in by it, passwords and names of people
 * among it, can be read by whoever is on the way.
 */
final class PlainHttpCheck implements Check {
    private static final String SUBJECT = "encryption";

    private final HttpConnectorFactory connector;
    private final Optional<String> proxy;

    /** @param proxy that ends HTTPS before this connector; empty if there is none */
    PlainHttpCheck(HttpConnectorFactory connector, Optional<String> proxy) {
        this.connector = connector;
        this.proxy = proxy;
    }

    @Override
    public List<Finding> look() {
        if (connector instanceof HttpsConnectorFactory || isOfThisMachine(connector)) {
            return List.of();
        }
        String where = "port " + connector.getPort() + " takes plain HTTP from "
                + (connector.getBindHost() == null ? "every network" : "the network of " + connector.getBindHost());
        return List.of(
                proxy.map(name -> Finding.ok(SUBJECT, where + ", where the proxy " + name + " ends HTTPS"))
                        .orElseGet(
                                () -> Finding.wrong(
                                        SUBJECT,
                                        where + ", so that passwords and names can be read on the way",
                                        "make the connector type https, or bindHost 127.0.0.1, or name the proxy that ends HTTPS before"
                                                + " this server in http.proxy (for phones only: health and metrics stay on this machine)")));
    }

    private static boolean isOfThisMachine(HttpConnectorFactory connector) {
        return connector.getBindHost() != null && DatabaseEncryptionCheck.isThisMachine(connector.getBindHost());
    }
}
