package org.hunar.server.operations;

import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a port of this machine who answers. Any certificate will do, since nothing is told and nothing is believed but
 * that somebody answers.
 */
final class LocalCall {
    private static final int PATIENCE_MILLIS = 3_000;
    private static final int MOST_BYTES = 16 * 1024;

    private final HttpConnectorFactory connector;

    LocalCall(HttpConnectorFactory connector) {
        this.connector = connector;
    }

    /** Whether an answer came that holds the sign. */
    boolean answers(String path, String sign) {
        try (Socket socket = connect()) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(MOST_BYTES);
            return new String(answer, StandardCharsets.UTF_8).contains(sign);
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    private Socket connect() throws IOException, GeneralSecurityException {
        String host = connector.getBindHost();
        InetAddress address = host == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, connector.getPort()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            return connector instanceof HttpsConnectorFactory ? secure(plain) : plain;
        } catch (IOException | GeneralSecurityException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secure(Socket plain) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", connector.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // no client comes here
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // whoever it is: see the class
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
