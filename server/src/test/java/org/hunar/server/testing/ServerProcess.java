package org.hunar.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hunar.server.ServerApplication;

/**
 * The real server as a process of its own, on plain HTTP on a free port, that can be killed without a warning. Started
 * again on the same folder and database it is the same server.
 */
public final class ServerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    /** What Jetty logs once the port is open. */
    private static final Pattern LISTENING = Pattern.compile("Started application@.*127\\.0\\.0\\.1:(\\d+)");

    private static final String CONFIG = """
            server:
              applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              requestLog: {appenders: []}
            database: {url: "%s", user: "%s"}
            identity: {key: dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtISE=}
            tokens: {key: dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtISE=}
            passwords: {administrator: sparks fly upwards}
            limits: {burst: 1000000}
            logging:
              level: WARN
              loggers: {org.eclipse.jetty.server.AbstractConnector: INFO}
              appenders: [{type: console}]
            """;

    private final Process process;
    private final ApiClient api;
    private final CompletableFuture<String> said;

    private ServerProcess(Process process, ApiClient api, CompletableFuture<String> said) {
        this.process = process;
        this.api = api;
        this.said = said;
    }

    /** The main class of the server as it is delivered. */
    public static final Class<?> REAL = ServerApplication.class;

    /** URL of an H2 in that folder which survives a killed process and a cut of power. */
    public static String durableH2(Path folder) {
        return "jdbc:h2:dsync:" + folder.resolve("hunar")
                + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }

    /** The {@link QuickServer}, by a compiler that is quick rather than good: it will not run long. */
    public static ServerProcess start(Path folder, String databaseUrl, String user) {
        return start(QuickServer.class, folder, databaseUrl, user);
    }

    /** @param options of Java besides the class path, such as {@code -Ddw.blobs.store=FILES} for a setting */
    public static ServerProcess start(Path folder, String databaseUrl, String user, String... options) {
        List<String> all = new ArrayList<>(ofThisClassPath());
        all.addAll(List.of(options));
        return start(QuickServer.class, all, folder, databaseUrl, user);
    }

    /** @param main class of the process: the server, or one that starts it with something added */
    public static ServerProcess start(Class<?> main, Path folder, String databaseUrl, String user) {
        return start(main, ofThisClassPath(), folder, databaseUrl, user);
    }

    /**
     * Returns once the server listens.
     *
     * @param options of Java, the class path among them
     * @param folder of the process, for its settings
     * @param databaseUrl that the server trusts to be durable
     */
    public static ServerProcess start(List<String> options, Path folder, String databaseUrl, String user) {
        return start(REAL, options, folder, databaseUrl, user);
    }

    /**
     * Runs a command on the settings of a server that was started in that folder.
     *
     * @return what it printed
     */
    public static String command(String name, Path folder) {
        try {
            Process process = java(REAL, ofThisClassPath(), folder, name, folder.resolve("config.yml"))
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.onExit().join();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the settings of a server that is not started yet, for commands.
     *
     * @return the file
     */
    public static Path configure(Path folder, String databaseUrl, String user) {
        try {
            return Files.writeString(folder.resolve("config.yml"), CONFIG.formatted(databaseUrl, user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command in a folder.
     *
     * @param options of Java, such as {@code -Ddw.…} for a setting
     * @return what it printed, and at the end the exit code if that is not 0
     */
    public static String command(Path folder, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ofThisClassPath());
        command.addAll(options);
        command.add(REAL.getName());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.onExit().join().exitValue();
            return code == 0 ? said : said + "exit code " + code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another server with the same settings, of which it may take no notice, beside which ours is measured. */
    public static ServerProcess start(
            Class<?> main, List<String> options, Path folder, String databaseUrl, String user) {
        try {
            Path config = Files.writeString(folder.resolve("config.yml"), CONFIG.formatted(databaseUrl, user));
            return start(java(main, options, folder, "server", config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ApiClient api() {
        return api;
    }

    /** SIGKILL, as when the memory runs out: nothing of the server's own runs any more. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Memory that it takes, as Linux counts it. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** SIGTERM, as when an administrator stops it; returns at once. */
    public void stop() {
        // that of the process itself would close its output as well
        process.toHandle().destroy();
    }

    /** Returns when it has ended: all that it said. */
    public String saidUntilItEnded() {
        try {
            return said.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static List<String> ofThisClassPath() {
        List<String> options = new ArrayList<>(SharedClasses.options());
        options.add("-XX:TieredStopAtLevel=1");
        return options;
    }

    private static ProcessBuilder java(Class<?> main, List<String> options, Path folder, String name, Path config) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(main.getName(), name, config.toString()));
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    /**
     * Starts the server and kills it as soon as that file is made.
     *
     * @param file beside which nothing else is made during the start
     */
    public static void killWhileItStarts(Path folder, String databaseUrl, String user, Path file) {
        try (WatchService watch = file.getFileSystem().newWatchService()) {
            file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Path config = Files.writeString(folder.resolve("config.yml"), CONFIG.formatted(databaseUrl, user));
            Process process = java(REAL, ofThisClassPath(), folder, "server", config)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(watch, file.getFileName());
            process.destroyForcibly().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void await(WatchService watch, Path name) throws InterruptedException {
        boolean made = false;
        while (!made) {
            WatchKey key = watch.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (key == null) {
                throw new IllegalStateException(name + " was not made");
            }
            made = key.pollEvents().stream().anyMatch(event -> name.equals(event.context()));
            key.reset();
        }
    }

    private static ServerProcess start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        CompletableFuture<String> all = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, port, all), "server-output");
        reader.setDaemon(true);
        reader.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + port.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            return new ServerProcess(process, new ApiClient(base), all);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not start", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads on to the end, lest the server waits for somebody to read what it says. */
    private static void read(Process process, CompletableFuture<Integer> port, CompletableFuture<String> all) {
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    port.complete(Integer.valueOf(listening.group(1)));
                }
                said.append(line).append('\n');
            }
            port.completeExceptionally(new IllegalStateException("it said: " + said));
            all.complete(said.toString());
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }
}
