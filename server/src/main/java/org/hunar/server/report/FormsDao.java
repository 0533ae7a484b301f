package org.hunar.server.report;

import java.util.TreeSet;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Reads which forms a programme uses. */
final class FormsDao {
    private record Use(String form, boolean pre, boolean post) {}

    /** @param after phase that stands where the POST does */
    FormsInUse forms(Transaction tx, ProgrammeId programme, Phase after) {
        FormsInUse forms = new FormsInUse(new TreeSet<>(), new TreeSet<>());
        tx.handle()
                .createQuery("""
                        select i.code, i.version,
                               exists (
                                 select 1
                                   from assessments a
                                  where a.programme = i.programme
                                    and a.instrument = i.code
                                    and a.instrument_version = i.version
                                    and a.phase = 'PRE'
                                    and a.status = 'COMPLETED') as pre,
                               exists (
                                 select 1
                                   from assessments a
                                  where a.programme = i.programme
                                    and a.instrument = i.code
                                    and a.instrument_version = i.version
                                    and a.phase = :after
                                    and a.status = 'COMPLETED') as post
                          from instruments i
                         where i.programme = :programme
                        """)
                .bind("programme", programme.value())
                .bind("after", after.name())
                .map((row, context) -> new Use(
                        row.getString("code") + "@" + row.getString("version"),
                        row.getBoolean("pre"),
                        row.getBoolean("post")))
                .forEach(use -> {
                    if (use.pre()) {
                        forms.pre().add(use.form());
                    }
                    if (use.post()) {
                        forms.post().add(use.form());
                    }
                });
        return forms;
    }
}
