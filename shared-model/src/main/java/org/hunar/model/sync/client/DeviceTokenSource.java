package org.hunar.model.sync.client;

import java.util.Optional;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.Hello;

/** Tokens for an enrolled device (RFC 7523), kept in memory only: no password, and nothing that expires while offline. */
public final class DeviceTokenSource implements TokenSource {
    private static final String GRANT_TYPE = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer";

    private final HttpServer server;
    private final EnrolledDevice device;
    private final String appVersion;
    private String token;

    public DeviceTokenSource(HttpServer server, EnrolledDevice device, String appVersion) {
        this.server = server;
        this.device = device;
        this.appVersion = appVersion;
    }

    @Override
    public Optional<String> user() {
        return Optional.of(device.trainer());
    }

    @Override
    public synchronized String token() throws TransportException {
        if (token == null) {
            renew();
        }
        return token;
    }

    @Override
    public synchronized void renew() throws TransportException {
        try {
            Hello hello = Hello.fromJson(new HttpCall(server, "GET", "/hello").answer());
            token = TokenRequests.send(
                    server, "grant_type=" + GRANT_TYPE + "&assertion=" + device.assertion(hello, appVersion));
        } catch (InvalidException e) {
            throw TransportException.noAnswer("the server did not answer as the protocol says", e);
        }
    }
}
