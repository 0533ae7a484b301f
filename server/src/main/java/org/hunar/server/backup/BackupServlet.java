package org.hunar.server.backup;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.hunar.server.auth.OperatorTickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /backup} on the port for administration: the server that has an embedded database open reads it out. */
final class BackupServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BackupServlet.class);

    private final transient Backups backups;
    private final transient OperatorTickets tickets;
    private final transient Semaphore one = new Semaphore(1);

    BackupServlet(Backups backups, OperatorTickets tickets) {
        this.backups = backups;
        this.tickets = tickets;
    }

    /** An answer that breaks off in the midst is no backup: who asked for it finds that out. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!tickets.admits(request.getHeader("Authorization"))) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (!one.tryAcquire()) {
            response.sendError(HttpServletResponse.SC_CONFLICT);
        } else {
            try {
                response.setContentType("application/zip");
                Manifest manifest = backups.write(response.getOutputStream());
                LOG.info("A backup was taken: {} rows, {} files", manifest.rows(), manifest.files());
            } finally {
                one.release();
            }
        }
    }
}
