package org.hunar.server.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hunar.server.auth.User.PasswordHash;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code users}. */
final class UserDao {
    boolean isEmpty(Transaction tx) {
        return tx.handle()
                .createQuery("select count(*) from users")
                .mapTo(Long.class)
                .one()
                .equals(0L);
    }

    Optional<User> find(Transaction tx, UserName name) {
        return tx.handle()
                .createQuery("""
                        select name, password_hash, languages, created_at, disabled, credential
                        from users
                        where name = :name
                        """)
                .bind("name", name.value())
                .map(UserDao::user)
                .findOne();
    }

    List<User> all(Transaction tx) {
        return tx.handle().createQuery("""
                        select name, password_hash, languages, created_at, disabled, credential
                        from users
                        order by name
                        """).map(UserDao::user).list();
    }

    /** As {@link #find}, and keeps others from changing the user until the transaction ends. */
    Optional<User> lock(Transaction tx, UserName name) {
        return tx.handle()
                .createQuery("""
                        select name, password_hash, languages, created_at, disabled, credential
                        from users
                        where name = :name
                        for update
                        """)
                .bind("name", name.value())
                .map(UserDao::user)
                .findOne();
    }

    void insert(Transaction tx, User user) {
        tx.handle()
                .createUpdate("""
                        insert into users (name, password_hash, languages, created_at, disabled, credential)
                        values (:name, :passwordHash, :languages, :createdAt, :disabled, :credential)
                        """)
                .bind("name", user.name().value())
                .bind("passwordHash", user.passwordHash().encoded())
                .bind("languages", String.join(" ", user.languages()))
                .bind("createdAt", user.createdAt())
                .bind("disabled", user.disabled())
                .bind("credential", user.credential())
                .execute();
    }

    void update(Transaction tx, User user) {
        tx.handle()
                .createUpdate("""
                        update users
                        set password_hash = :passwordHash,
                          languages = :languages,
                          disabled = :disabled,
                          credential = :credential
                        where name = :name
                        """)
                .bind("name", user.name().value())
                .bind("passwordHash", user.passwordHash().encoded())
                .bind("languages", String.join(" ", user.languages()))
                .bind("disabled", user.disabled())
                .bind("credential", user.credential())
                .execute();
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                new UserName(row.getString("name")),
                new PasswordHash(row.getString("password_hash")),
                Arrays.stream(row.getString("languages").split(" "))
                        .filter(language -> !language.isEmpty())
                        .toList(),
                instant(row),
                row.getBoolean("disabled"),
                row.getInt("credential"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getTimestamp("created_at").toInstant();
    }
}
