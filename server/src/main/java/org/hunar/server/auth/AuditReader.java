package org.hunar.server.auth;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.PageRequest;
import org.hunar.server.storage.Database;

/** Shows the audit to administrators. */
final class AuditReader {
    private static final int BATCH = 1000;

    private final Database database;
    private final AuditChain chain;
    private final Audit audit;
    private final FailedSignIns failed;
    private final AuditDao dao = new AuditDao();

    AuditReader(Database database, AuditChain chain, Audit audit, FailedSignIns failed) {
        this.database = database;
        this.chain = chain;
        this.audit = audit;
        this.failed = failed;
    }

    /** Entries in the order of the chain, up to what was done just now. */
    Map<String, Object> page(Caller caller, AuditQuery query, PageRequest page) {
        caller.requireAdmin();
        failed.tellOrLog();
        chain.linkOrLog();
        long after = page.after(Long::valueOf).orElse(0L);
        List<AuditLink> links = database.inSnapshot(tx -> dao.after(tx, after, query, page.fetch()));
        return page.page(links, link -> Long.toString(link.position()), AuditLink::toJson);
    }

    /** Lets the caller take out all of it by {@link #writeLines}, and notes that he did. */
    void beginExport(Caller caller, AuditQuery query) {
        caller.requireAdmin();
        failed.tellOrLog();
        database.inTransaction(tx -> {
            audit.done(
                    tx,
                    caller.name(),
                    "audit.export",
                    query.programme().map(ProgrammeId::value).orElse("*"));
            return caller;
        });
        chain.linkOrLog();
    }

    Map<String, Object> verdict(Caller caller, Optional<AuditHead> noted) {
        caller.requireAdmin();
        chain.linkOrLog();
        return chain.verify(noted).toJson();
    }

    /** An entry a line. A snapshot for each batch: a slow line must not keep one open for an hour. */
    void writeLines(AuditQuery query, Writer lines) throws IOException {
        List<AuditLink> links;
        long reached = 0;
        do {
            long from = reached;
            links = database.inSnapshot(tx -> dao.after(tx, from, query, BATCH));
            for (AuditLink link : links) {
                lines.append(CanonicalJson.write(link.toJson())).append('\n');
                reached = link.position();
            }
        } while (links.size() == BATCH);
        lines.flush();
    }
}
