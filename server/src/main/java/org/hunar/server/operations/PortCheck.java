package org.hunar.server.operations;

import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** A port that the server listens on: free, or taken by the server itself. */
final class PortCheck implements Check {
    /** Where a port leads to, and so how a server of ours is known there. */
    enum Door {
        APPLICATION("/api/v1/hello", "\"epoch\""),
        ADMIN("/ping", "pong"),
        /** For a server about to start: another one of ours is in its way like any other. */
        OURS_ALONE("", "");

        private final String path;
        private final String sign;

        Door(String path, String sign) {
            this.path = path;
            this.sign = sign;
        }
    }

    private final HttpConnectorFactory connector;
    private final Door door;
    private final String subject;

    PortCheck(HttpConnectorFactory connector, Door door) {
        this.connector = connector;
        this.door = door;
        this.subject = "port " + connector.getPort();
    }

    @Override
    public List<Finding> look() {
        return connector.getPort() == 0 ? List.of() : List.of(finding());
    }

    private Finding finding() {
        try (ServerSocket socket = new ServerSocket()) {
            // as Jetty does: connections that ended a moment ago are in nobody's way
            socket.setReuseAddress(true);
            socket.bind(address());
            return Finding.ok(subject, "free");
        } catch (BindException e) {
            return taken();
        } catch (UnknownHostException e) {
            return Finding.wrong(
                    subject, "bindHost " + connector.getBindHost() + " is not known here", "correct it in config.yml");
        } catch (IOException e) {
            return Finding.wrong(
                    subject, "cannot be opened: " + e.getMessage(), "ports below 1024 need rights; take a higher one");
        }
    }

    private InetSocketAddress address() throws UnknownHostException {
        String host = connector.getBindHost();
        InetSocketAddress address = host == null
                ? new InetSocketAddress(connector.getPort())
                : new InetSocketAddress(host, connector.getPort());
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        return address;
    }

    private Finding taken() {
        boolean ours = door != Door.OURS_ALONE && new LocalCall(connector).answers(door.path, door.sign);
        if (ours) {
            return Finding.ok(subject, "a Hunar server answers here");
        }
        Optional<String> owner = PortOwner.of(connector.getPort());
        return Finding.wrong(
                subject,
                "in use" + owner.map(each -> " by " + each).orElse("; by whom, this user may not see"),
                "end that, or set another port in config.yml");
    }
}
