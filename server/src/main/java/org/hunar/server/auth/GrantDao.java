package org.hunar.server.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.GrantLine.Origin;
import org.hunar.server.auth.GrantLine.Right;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code grants}: rows are added and ended, never deleted. */
final class GrantDao {
    /** What {@link #line} reads, of the table by the name of {@code g}. */
    static final String COLUMNS = "g.id, g.user_name, g.role, g.programme, g.cohort, g.since, g.until";

    private static final String SELECT = "select " + COLUMNS + " from grants g ";

    /** All lines of these users, ended ones too, the oldest first. */
    List<GrantLine> history(Transaction tx, Collection<UserName> users) {
        return tx.handle()
                .createQuery(SELECT + """
                        where user_name = any(cast(:users as varchar array))
                        order by id
                        """)
                .bind("users", names(users))
                .map(GrantDao::line)
                .list();
    }

    /** The lines of these users that hold, of whatever origin. */
    List<GrantLine> current(Transaction tx, Collection<UserName> users) {
        return tx.handle()
                .createQuery(SELECT + """
                        where user_name = any(cast(:users as varchar array))
                          and until is null
                        order by id
                        """)
                .bind("users", names(users))
                .map(GrantDao::line)
                .list();
    }

    List<GrantLine> current(Transaction tx, UserName user, Origin origin) {
        return tx.handle()
                .createQuery(SELECT + """
                        where user_name = :user
                          and origin = :origin
                          and until is null
                        order by id
                        """)
                .bind("user", user.value())
                .bind("origin", origin.name())
                .map(GrantDao::line)
                .list();
    }

    List<GrantLine> current(Transaction tx, CohortId cohort, Origin origin) {
        return tx.handle()
                .createQuery(SELECT + """
                        where cohort = :cohort
                          and origin = :origin
                          and until is null
                        order by id
                        """)
                .bind("cohort", cohort.value())
                .bind("origin", origin.name())
                .map(GrantDao::line)
                .list();
    }

    /** Names of those who are trainers in the programme now, of whatever cohort, sorted. */
    List<String> trainers(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select distinct user_name
                        from grants
                        where programme = :programme
                          and role = 'TRAINER'
                          and until is null
                        order by user_name
                        """)
                .bind("programme", programme.value())
                .mapTo(String.class)
                .list();
    }

    /** Whether there is an administrator who may sign in. */
    boolean hasAdministrator(Transaction tx) {
        return tx.handle().createQuery("""
                        select count(*)
                        from grants
                        join users on users.name = grants.user_name
                        where grants.role = 'ADMIN'
                          and grants.until is null
                          and not users.disabled
                        """).mapTo(Long.class).one() > 0;
    }

    void insert(Transaction tx, UserName user, Right right, Origin origin, Instant since) {
        tx.handle()
                .createUpdate("""
                        insert into grants (user_name, role, programme, cohort, origin, since)
                        values (:user, :role, :programme, :cohort, :origin, :since)
                        """)
                .bind("user", user.value())
                .bind("role", right.role().name())
                .bind("programme", right.programme().map(ProgrammeId::value).orElse(null))
                .bind("cohort", right.cohort().map(CohortId::value).orElse(null))
                .bind("origin", origin.name())
                .bind("since", since)
                .execute();
    }

    void end(Transaction tx, GrantLine line, Instant until) {
        tx.handle()
                .createUpdate("update grants set until = :until where id = :id and until is null")
                .bind("until", until)
                .bind("id", line.id())
                .execute();
    }

    private static String[] names(Collection<UserName> users) {
        return users.stream().map(UserName::value).toArray(String[]::new);
    }

    /** Where a row may be of a user without grants. */
    static Optional<GrantLine> lineIfAny(ResultSet row, StatementContext context) throws SQLException {
        return row.getString("role") == null ? Optional.empty() : Optional.of(line(row, context));
    }

    private static GrantLine line(ResultSet row, StatementContext context) throws SQLException {
        Right right = new Right(
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getString("programme")).map(ProgrammeId::new),
                Optional.ofNullable(row.getString("cohort")).map(CohortId::new));
        return new GrantLine(
                row.getLong("id"),
                new UserName(row.getString("user_name")),
                right,
                row.getTimestamp("since").toInstant(),
                Optional.ofNullable(row.getTimestamp("until")).map(Timestamp::toInstant));
    }
}
