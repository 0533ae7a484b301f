package org.hunar.server.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.PushCode;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** What was refused, byte for byte. */
final class QuarantineDao {
    /** Keeps what was refused; the same bytes of the same install once. */
    void keep(Transaction tx, Batch batch, Instant now, Collection<Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        Rows.of(refused)
                .text("sha256", Refused::sha256)
                .uuid("op", each -> each.id().orElse(null))
                .text("code", each -> each.code().name())
                .text(
                        "errors",
                        each -> Json.write(
                                each.errors().stream().map(Violation::toJson).toList()))
                .bytes("raw", Refused::raw)
                .bindTo(tx.handle().createUpdate("""
                                        insert into quarantine
                                               (install_id, raw_sha256, op_id, author, received_at, code, errors, raw)
                                        select :install, sha256, op_id, :author, :now, code, errors, raw
                                          from unnest(
                                            cast(:sha256 as varchar array), cast(:op as uuid array),
                                            cast(:code as varchar array), cast(:errors as varchar array),
                                            cast(:raw as bytea array))
                                            as rows (sha256, op_id, code, errors, raw)
                                            on conflict do nothing
                                        """))
                .bind("install", batch.installId())
                .bind("author", batch.author())
                .bind("now", now)
                .execute();
    }

    /** Something refused. */
    record Refused(String sha256, Optional<UUID> id, PushCode code, List<Violation> errors, byte[] raw) {}
}
