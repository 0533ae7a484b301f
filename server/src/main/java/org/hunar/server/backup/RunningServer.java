package org.hunar.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.hunar.server.auth.OperatorTickets;

/** The server on this machine that has the embedded database open. */
final class RunningServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final URI admin;
    private final OperatorTickets tickets;

    /** @param admin address of its port for administration */
    RunningServer(URI admin, OperatorTickets tickets) {
        this.admin = admin;
        this.tickets = tickets;
    }

    /** Lets it write a backup. */
    void backUp(OutputStream out) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(admin.resolve("/backup"))
                .header("Authorization", "Bearer " + tickets.issue())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                requireOk(answer.statusCode());
                body.transferTo(out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void requireOk(int status) {
        switch (status) {
            case OK -> {
                // the backup follows
            }
            case 401 ->
                throw new BackupException("the server at " + admin + " has another token key than this config.yml"
                        + " names: run the command as its owner; after keys rotate, restart the server");
            case 409 -> throw new BackupException("the server at " + admin + " is making another backup");
            default -> throw new BackupException("the server at " + admin + " answered " + status + "; see its log");
        }
    }
}
