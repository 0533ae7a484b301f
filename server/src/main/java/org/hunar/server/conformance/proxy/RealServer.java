package org.hunar.server.conformance.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The server behind the proxy; a connection for each request. */
final class RealServer {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI base;
    private final SSLContext trust;

    /** @param base of which scheme, host and port count */
    RealServer(URI base, SSLContext trust) {
        if (base.getHost() == null) {
            throw new IllegalArgumentException("a server is named as https://host:port, unlike " + base);
        }
        this.base = base;
        this.trust = trust;
    }

    /** {@code https://host:port} as the server itself writes it. */
    String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }

    HttpMessage answer(HttpMessage request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(addressed(request).bytes());
            return HttpMessage.readAnswer(socket.getInputStream());
        }
    }

    /**
     * Sends a beginning of the request and ends the connection.
     *
     * @return the number of bytes sent, and of how many, for whoever looks on
     */
    String breakOff(HttpMessage request, Fault fault) throws IOException {
        byte[] bytes = addressed(request).bytes();
        int sent = fault.cut().applyAsInt(bytes.length);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(bytes, 0, sent);
            out.flush();
        }
        return sent + " of " + bytes.length;
    }

    /** One request a connection: the end of the connection is then the end of the answer. */
    private HttpMessage addressed(HttpMessage request) {
        return request.with("Host", base.getAuthority())
                .with("Connection", "close")
                .without("Expect");
    }

    private Socket connect() throws IOException {
        boolean secure = base.getScheme().equals("https");
        int port = base.getPort() >= 0 ? base.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(base.getHost(), port), (int) PATIENCE.toMillis());
            plain.setSoTimeout((int) PATIENCE.toMillis());
            return secure ? secure(plain, port) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secure(Socket plain, int port) throws IOException {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket(plain, base.getHost(), port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
