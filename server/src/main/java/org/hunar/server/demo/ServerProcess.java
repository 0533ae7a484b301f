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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final String adminPassword;
    private final int port;
    private Optional<Process> process = Optional.empty();
    private boolean closed;

    private ServerProcess(Path folder, Certificate certificate, String adminPassword, int port) {
        this.folder = folder;
        this.certificate = certificate;
        this.adminPassword = adminPassword;
        this.port = port;
    }

    /** Returns once the server answers. */
    static ServerProcess start(Progress progress) throws IOException, InterruptedException {
        progress.doing("Starting the server");
        SecureRandom random = new SecureRandom();
        Path folder = Files.createTempDirectory("hunar-demo-");
        Certificate certificate = Certificate.in(Files.createDirectory(folder.resolve("data")), password(random));
        ServerProcess server = new ServerProcess(folder, certificate, password(random), freePort());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "demo-end"));
        try {
            certificate.make();
            server.launch();
            server.awaitAnswer();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Up to and including {@code /api/v1}. */
    String baseUrl() {
        return "https://localhost:" + port + "/api/v1";
    }

    /** Trusts this server and no other. */
    SSLContext trust() {
        return certificate.onlyTrust();
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
        if (!closed) {
            closed = true;
            process.ifPresent(ServerProcess::end);
            remove();
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** With the project's own settings: what they place under {@code ./data} falls into the folder. */
    private void launch() throws IOException {
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
        process = Optional.of(builder.start());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(trust()).build();
        HttpRequest hello = HttpRequest.newBuilder(URI.create(baseUrl() + "/hello"))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(client, hello)) {
            if (process.orElseThrow().waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)
                    || System.nanoTime() > deadline) {
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
