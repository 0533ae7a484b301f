package org.hunar.server.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hunar.model.json.Json;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code skills}; a programme has tens of them, so they are read together. */
final class SkillDao {
    List<Stored<Skill>> of(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select code, rev, doc
                        from skills
                        where programme = :programme
                        order by code
                        """)
                .bind("programme", programme.value())
                .map(SkillDao::skill)
                .list();
    }

    void insert(Transaction tx, ProgrammeId programme, Skill skill, long rev) {
        tx.handle()
                .createUpdate("""
                        insert into skills (programme, code, rev, doc)
                        values (:programme, :code, :rev, :doc)
                        """)
                .bind("programme", programme.value())
                .bind("code", skill.code().value())
                .bind("rev", rev)
                .bind("doc", Json.write(skill.toJson()))
                .execute();
    }

    void update(Transaction tx, ProgrammeId programme, Skill skill, long rev) {
        tx.handle()
                .createUpdate("""
                        update skills
                        set rev = :rev, doc = :doc
                        where programme = :programme
                          and code = :code
                        """)
                .bind("programme", programme.value())
                .bind("code", skill.code().value())
                .bind("rev", rev)
                .bind("doc", Json.write(skill.toJson()))
                .execute();
    }

    private static Stored<Skill> skill(ResultSet row, StatementContext context) throws SQLException {
        SkillId code = new SkillId(row.getString("code"));
        return Stored.found(Skill.fromJson(code, Json.readObject(row.getString("doc"))), row.getLong("rev"));
    }
}
