package org.hunar.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The real server as a process of its own: this same jar, on HTTPS on a free port, with an embedded database in a folder
 * that is new and is removed at the end.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofSeconds(15);
    private static final int PASSWORD_BYTES = 18;
    private static final int LAST_LINES = 20;
    private static final int OK = 200;

    private final Path folder;
    private final Certificate certificate;
    private final SSLContext trust;
    private final String baseUrl;
    private final String adminPassword;
    private final Process process;
    private boolean stopped;

    private ServerProcess(Path folder, SecureRandom random)
            throws IOException, GeneralSecurityException, InterruptedException {
        this.folder = folder;
        this.certificate = Certificate.make(Files.createDirectory(folder.resolve("data")), password(random));
        this.trust = certificate.onlyTrust();
        this.adminPassword = password(random);
        int port = freePort();
        this.baseUrl = "https://localhost:" + port + "/api/v1";
        this.process = launch(port);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-end"));
    }

    /** Returns once the server answers. */
    static ServerProcess start(Progress progress) throws IOException, GeneralSecurityException, InterruptedException {
        progress.doing("Starting the server");
        ServerProcess server = new ServerProcess(Files.createTempDirectory("hunar-demo-"), new SecureRandom());
        try {
            server.awaitAnswer();
        } catch (DemoFailedException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Up to and including {@code /api/v1}. */
    String baseUrl() {
        return baseUrl;
    }

    /** Trusts this server and no other. */
    SSLContext trust() {
        return trust;
    }

    Path certificate() {
        return certificate.pem();
    }

    String adminPassword() {
        return adminPassword;
    }

    /** A place for whoever works with this server; removed with it. */
    Path folder() {
        return folder;
    }

    /** Ends the server and removes its folder; also run when the demo itself is interrupted. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        remove();
    }

    /** With the project's own settings: what they place under {@code ./data} falls into the folder. */
    private Process launch(int port) throws IOException {
        Files.writeString(folder.resolve("config.yml"), Resources.text("/config.yml"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddw.server.applicationConnectors[0].port=" + port,
                        "-Ddw.server.adminConnectors[0].port=0",
                        "-jar",
                        Path.of(System.getProperty("java.class.path"))
                                .toAbsolutePath()
                                .toString(),
                        "server",
                        "config.yml")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("HUNAR_"));
        environment.put("HUNAR_ADMIN_PASSWORD", adminPassword);
        environment.put("HUNAR_KEYSTORE_PASSWORD", certificate.password());
        return builder.start();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
        HttpRequest hello = HttpRequest.newBuilder(URI.create(baseUrl + "/hello"))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(client, hello)) {
            if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new DemoFailedException("the server did not start; it said last:\n" + lastWords());
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest hello) throws InterruptedException {
        try {
            return client.send(hello, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYetListening) {
            return false;
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private void remove() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + folder, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
