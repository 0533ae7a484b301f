package org.hunar.server.openrosa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** The table {@code form_files}. */
final class FormMediaDao {
    /** By name: that of the version, or else the one that was last handed in for the form. */
    Map<String, FormMediaFile> newest(Transaction tx, ProgrammeId programme, InstrumentVersion form) {
        Map<String, FormMediaFile> newest = new LinkedHashMap<>();
        tx.handle()
                .createQuery("""
                        select code, version, name, sha256, md5, size, mime, added_by, added_at
                          from form_files
                         where programme = :programme and code = :code
                         order by case when version = :version then 0 else 1 end, added_at desc, version desc
                        """)
                .bind("programme", programme.value())
                .bind("code", form.instrument().value())
                .bind("version", form.version())
                .map((row, context) -> file(row))
                .forEach(file -> newest.putIfAbsent(file.name(), file));
        return newest;
    }

    /** @return whether the version had none of that name */
    boolean put(Transaction tx, ProgrammeId programme, FormMediaFile file) {
        int before = tx.handle()
                .createUpdate("""
                        delete from form_files
                         where programme = :programme and code = :code and version = :version and name = :name
                        """)
                .bind("programme", programme.value())
                .bind("code", file.form().instrument().value())
                .bind("version", file.form().version())
                .bind("name", file.name())
                .execute();
        tx.handle()
                .createUpdate("""
                        insert into form_files
                               (programme, code, version, name, sha256, md5, size, mime, added_by, added_at)
                        values (:programme, :code, :version, :name, :sha256, :md5, :size, :mime, :by, :at)
                        """)
                .bind("programme", programme.value())
                .bind("code", file.form().instrument().value())
                .bind("version", file.form().version())
                .bind("name", file.name())
                .bind("sha256", file.sha256())
                .bind("md5", file.md5())
                .bind("size", file.size())
                .bind("mime", file.mime())
                .bind("by", file.addedBy())
                .bind("at", file.addedAt())
                .execute();
        return before == 0;
    }

    private static FormMediaFile file(ResultSet row) throws SQLException {
        return new FormMediaFile(
                row.getString("name"),
                row.getString("sha256"),
                row.getString("md5"),
                row.getLong("size"),
                row.getString("mime"),
                new InstrumentVersion(new InstrumentId(row.getString("code")), row.getString("version")),
                row.getString("added_by"),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
