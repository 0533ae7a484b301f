package org.hunar.model.sync.client;

import java.time.Duration;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a server is, and how a connection to it is made.
 *
 * @param baseUrl such as {@code https://host:8443/api/v1}, without a slash at its end
 * @param sockets trust in the server's certificate
 * @param names trust in the server's name
 */
public record HttpServer(
        String baseUrl,
        SSLSocketFactory sockets,
        HostnameVerifier names,
        Duration connectTimeout,
        Duration readTimeout) {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /** Longer than any proxy's: a batch may wait for others on the server. */
    private static final Duration READ = Duration.ofSeconds(90);

    /** A server with a certificate that the device trusts anyway. */
    public static HttpServer at(String baseUrl) {
        return new HttpServer(
                baseUrl,
                HttpsURLConnection.getDefaultSSLSocketFactory(),
                HttpsURLConnection.getDefaultHostnameVerifier(),
                CONNECT,
                READ);
    }

    /** With a certificate of its own, such as one that the app brings along. */
    public HttpServer trusting(SSLSocketFactory trusted, HostnameVerifier verifier) {
        return new HttpServer(baseUrl, trusted, verifier, connectTimeout, readTimeout);
    }
}
