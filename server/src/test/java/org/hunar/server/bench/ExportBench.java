package org.hunar.server.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;
import org.postgresql.PGConnection;

/**
 * How long the packaged server takes to export so many answers as CSV from PostgreSQL, with 256 MB of heap, beside
 * {@code COPY … TO} of the same rows by the same PostgreSQL in the same run.
 */
public final class ExportBench {
    private static final int ANSWERS = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int BUFFER = 64 * 1024;

    /** The same rows, as near as SQL gives them: without what each answer earned. */
    private static final String COPY = """
            copy (
              select a.id, a.participant_id, a.cohort, a.instrument, a.instrument_version, a.phase, a.attempt, a.status,
                     a.completed_at, answer.key, answer.value
                from assessments a, jsonb_each_text(a.doc::jsonb -> 'answers') answer
               order by a.id, answer.key)
            to stdout with (format csv, header)
            """;

    private ExportBench() {}

    /** @param arguments the path of the server's jar, and how many answers */
    public static void main(String[] arguments) throws Exception {
        int answers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ANSWERS;
        Path folder = BenchFolder.create();
        List<String> options = List.of(
                "-Xmx256m", "-cp", Path.of(arguments[0]).toAbsolutePath().toString());
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start();
                ServerProcess server = ServerProcess.start(options, folder, postgreSql.url(), DurablePostgreSql.USER)) {
            BenchProgramme programme = BenchProgramme.setUp(server.api());
            int people = answers / BenchProgramme.ITEMS / 2;
            System.out.printf("Storing %d answers of %d people ...%n", answers, people);
            StoredBench.fillPostgreSql(postgreSql.url(), DurablePostgreSql.USER, people);
            export(server.api(), programme.token(), "csv", "first run    ");
            double seconds = export(server.api(), programme.token(), "csv", "CSV          ");
            export(server.api(), programme.token(), "jsonl", "JSON lines   ");
            export(server.api(), programme.token(), "xlsx", "XLSX         ");
            feed(server.api(), programme.token(), "answers", "OData pages  ");
            feed(server.api(), programme.token(), "answers?$filter=attempt%20eq%202&$count=true", "OData, narrow");
            feed(server.api(), programme.token(), "scores?$orderby=percent&$top=10", "OData, best  ");
            copy(postgreSql.url());
            double copied = copy(postgreSql.url());
            System.out.printf("COPY TO       %39.2f s%n", copied);
            System.out.printf("CSV / COPY    %39.2f%n", seconds / copied);
        }
    }

    private static double export(ApiClient api, String token, String format, String label) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        api.request(BenchProgramme.PATH + "/exports/answers." + format, token)
                                .timeout(PATIENCE)
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        long bytes = 0;
        double first = 0;
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                if (bytes == 0) {
                    first = seconds(begin);
                }
                bytes += read;
            }
        }
        double whole = seconds(begin);
        System.out.printf("%s %8d kB, first byte %6.3f s, all %6.2f s%n", label, bytes / 1024, first, whole);
        return whole;
    }

    /** Page after page, as Excel reads it. */
    private static void feed(ApiClient api, String token, String query, String label) {
        long begin = System.nanoTime();
        long bytes = 0;
        int pages = 0;
        Optional<String> next = Optional.of(BenchProgramme.PATH + "/odata/" + query);
        while (next.isPresent()) {
            HttpResponse<String> answer =
                    api.send(api.request(next.get(), token).timeout(PATIENCE).GET());
            bytes += answer.body().length();
            pages++;
            next = ApiClient.json(answer)
                    .optionalText("@odata.nextLink")
                    .map(link -> link.substring(link.indexOf(BenchProgramme.PATH)));
        }
        System.out.printf("%s %8d kB, %6d pages, all %6.2f s%n", label, bytes / 1024, pages, seconds(begin));
    }

    private static double copy(String url) throws Exception {
        long begin = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(url, DurablePostgreSql.USER, "")) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY, OutputStream.nullOutputStream());
        }
        return seconds(begin);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
