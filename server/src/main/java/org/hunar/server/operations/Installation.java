package org.hunar.server.operations;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.StorageConfig;

/**
 * A server as config.yml describes it, as far as it can be looked at.
 *
 * @param application where phones, browsers and ODK Collect come in
 * @param admin where health and metrics are asked for
 * @param proxy that ends HTTPS before this server; empty if there is none
 * @param database the section {@code database}
 * @param keyFiles where keys are kept, by what they are for; without those that the configuration holds
 * @param blobs where files of phones are kept; empty if the database keeps them
 */
public record Installation(
        List<HttpConnectorFactory> application,
        List<HttpConnectorFactory> admin,
        Optional<String> proxy,
        StorageConfig database,
        Map<String, Path> keyFiles,
        Optional<Path> blobs) {

    public static Installation of(
            ServerFactory server,
            Optional<String> proxy,
            StorageConfig database,
            Map<String, Path> keyFiles,
            Optional<Path> blobs) {
        if (server instanceof DefaultServerFactory full) {
            return new Installation(
                    http(full.getApplicationConnectors()),
                    http(full.getAdminConnectors()),
                    proxy,
                    database,
                    keyFiles,
                    blobs);
        }
        List<ConnectorFactory> connectors =
                server instanceof SimpleServerFactory simple ? List.of(simple.getConnector()) : List.of();
        return new Installation(http(connectors), List.of(), proxy, database, keyFiles, blobs);
    }

    /** Where commands on this machine ask the server that is running; only on plain HTTP. */
    public Optional<URI> adminAddress() {
        return admin.stream()
                .filter(connector -> !(connector instanceof HttpsConnectorFactory))
                .findFirst()
                .map(connector -> URI.create("http://"
                        + Optional.ofNullable(connector.getBindHost())
                                .map(Installation::inUrl)
                                .orElse("127.0.0.1") + ":" + connector.getPort()));
    }

    private static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Those in which the server keeps something. */
    Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        Stream.concat(DatabaseUrl.file(database.getUrl()).stream(), keyFiles.values().stream())
                .forEach(file -> folders.add(file.toAbsolutePath().normalize().getParent()));
        blobs.filter(Files::exists)
                .ifPresent(folder -> folders.add(folder.toAbsolutePath().normalize()));
        return folders;
    }

    private static List<HttpConnectorFactory> http(List<ConnectorFactory> connectors) {
        return connectors.stream()
                .filter(HttpConnectorFactory.class::isInstance)
                .map(HttpConnectorFactory.class::cast)
                .toList();
    }
}
