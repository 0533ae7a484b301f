package org.hunar.server.bench;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;

/**
 * A server of 256 MB on H2 that is backed up while a phone pushes; the backup checked, and restored into PostgreSQL; and
 * what an assessment takes there: bytes by table, WAL and rows written.
 */
public final class BackupBench {
    private static final int PUSHES_OF_A_ROSTER = 5;
    private static final int PUSHES_A_LINE = 50;
    private static final int MOST_ASSESSMENTS = 100_000;
    private static final double MIB = 1024.0 * 1024;
    private static final Duration LONG = Duration.ofHours(1);
    private static final int PUSHES_FOR_WAL = 20;

    private BackupBench() {}

    /** @param arguments the path of the server's jar, and how many assessments */
    public static void main(String[] arguments) throws Exception {
        String jar = Path.of(arguments[0]).toAbsolutePath().toString();
        int assessments = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MOST_ASSESSMENTS;
        Path folder = BenchFolder.create();
        Path backup = folder.resolve("hunar.backup");
        List<String> memory = List.of("-Xmx256m", "-cp", jar, "-Ddw.server.adminConnectors[0].port=" + freePort());
        String url = ServerProcess.durableH2(folder);
        ExecutorService field = Executors.newSingleThreadExecutor();
        try (ServerProcess server = ServerProcess.start(memory, folder, url, "hunar")) {
            BenchPhone phone = new BenchPhone(
                    server.api(), BenchProgramme.setUp(server.api()).token());
            BenchPhone.Pushed pushed = push(phone, assessments / BenchPhone.BATCH);
            System.out.printf(
                    "pushed      %,d assessments at %.0f/s (-Xmx256m, H2: %.0f MiB)%n",
                    pushed.assessments(), pushed.perSecond(), Files.size(folder.resolve("hunar.mv.db")) / MIB);

            BenchPhone other = new BenchPhone(server.api(), server.api().adminToken());
            Future<Integer> meanwhile = field.submit(() -> {
                int taken = 0;
                while (!Files.exists(backup)) {
                    taken += other.pushOne() == 200 ? 1 : 0;
                }
                return taken;
            });
            double seconds = timed(folder, memory, "backup", "config.yml", backup.toString());
            System.out.printf(
                    "backup      %.1f s with the start of the command, %.1f MiB, %.0f bytes an assessment;"
                            + " %d pushes taken meanwhile%n",
                    seconds, Files.size(backup) / MIB, (double) Files.size(backup) / assessments, meanwhile.get());
        } finally {
            field.shutdownNow();
        }
        System.out.printf(
                "verify      %.1f s%n",
                timed(folder, List.of("-Xmx256m", "-cp", jar), "restore", "--verify", backup.toString()));
        restore(jar, folder, backup, assessments);
    }

    /** Of each person some assessments, and not ever more: each push reads all that stand of its people. */
    private static BenchPhone.Pushed push(BenchPhone phone, int pushes) throws Exception {
        long assessments = 0;
        long bytes = 0;
        double seconds = 0;
        for (int done = 0; done < pushes; done += PUSHES_A_LINE) {
            int some = Math.min(PUSHES_A_LINE, pushes - done);
            phone.prepare(Math.max(1, some / PUSHES_OF_A_ROSTER), 0, some);
            BenchPhone.Pushed pushed = phone.pushFor(LONG);
            assessments += pushed.assessments();
            bytes += pushed.bytes();
            seconds += pushed.seconds();
            System.out.printf(
                    "            %,9d of %,d at %.0f/s%n", assessments, pushes * BenchPhone.BATCH, pushed.perSecond());
        }
        return new BenchPhone.Pushed(assessments, bytes, seconds);
    }

    private static void restore(String jar, Path folder, Path backup, int assessments) throws Exception {
        Path target = Files.createDirectory(folder.resolve("postgresql"));
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            ServerProcess.configure(target, postgreSql.url(), DurablePostgreSql.USER);
            System.out.printf(
                    "restore     %.1f s into PostgreSQL, compared row by row%n",
                    timed(target, List.of("-Xmx256m", "-cp", jar), "restore", "config.yml", backup.toString()));
            try (Connection connection = DriverManager.getConnection(postgreSql.url(), DurablePostgreSql.USER, "")) {
                sizes(connection, assessments);
                List<String> options = List.of("-Xmx256m", "-cp", jar);
                try (ServerProcess server =
                        ServerProcess.start(options, target, postgreSql.url(), DurablePostgreSql.USER)) {
                    writes(connection, server);
                }
            }
        }
    }

    private static void sizes(Connection connection, int assessments) throws SQLException {
        long all = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select relname, n_live_tup, pg_table_size(relid) as data, pg_indexes_size(relid) as indexes
                          from pg_stat_user_tables
                         order by pg_total_relation_size(relid) desc
                        """)) {
            System.out.println("PostgreSQL  bytes an assessment, by table: data + indexes");
            while (row.next()) {
                long bytes = row.getLong("data") + row.getLong("indexes");
                all += bytes;
                if (bytes > assessments) {
                    System.out.printf(
                            "            %-18s %5.0f + %.0f%n",
                            row.getString("relname"),
                            (double) row.getLong("data") / assessments,
                            (double) row.getLong("indexes") / assessments);
                }
            }
        }
        System.out.printf("            %-18s %5.0f%n", "all", (double) all / assessments);
    }

    private static void writes(Connection connection, ServerProcess server) throws Exception {
        BenchPhone phone = new BenchPhone(server.api(), server.api().adminToken());
        phone.prepare(PUSHES_FOR_WAL / PUSHES_OF_A_ROSTER, 1, PUSHES_FOR_WAL);
        long before = number(connection, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
        BenchPhone.Pushed pushed = phone.pushFor(LONG);
        long wal = number(connection, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint") - before;
        System.out.printf(
                "written     %,d assessments at %.0f/s; WAL %.0f bytes an assessment; request %.0f bytes%n",
                pushed.assessments(),
                pushed.perSecond(),
                (double) wal / pushed.assessments(),
                (double) pushed.bytes() / pushed.assessments());
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static double timed(Path folder, List<String> options, String... command) {
        long begin = System.nanoTime();
        String said = ServerProcess.command(folder, options, command);
        if (said.contains("exit code")) {
            throw new IllegalStateException(said);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
