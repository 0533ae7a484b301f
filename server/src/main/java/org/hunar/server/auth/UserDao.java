package org.hunar.server.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.server.auth.User.PasswordHash;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code users}. */
final class UserDao {
    private static final String COLUMNS =
            "u.name, u.password_hash, u.languages, u.created_at, u.disabled, u.credential, u.must_change";

    boolean isEmpty(Transaction tx) {
        return tx.handle()
                .createQuery("select count(*) from users")
                .mapTo(Long.class)
                .one()
                .equals(0L);
    }

    Optional<User> find(Transaction tx, UserName name) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from users u
                        where name = :name
                        """)
                .bind("name", name.value())
                .map(UserDao::user)
                .findOne();
    }

    /** The user with the grants that hold, in one statement: every request asks for it. */
    Optional<Account> account(Transaction tx, UserName name) {
        List<Map.Entry<User, Optional<GrantLine>>> rows = tx.handle()
                .createQuery("select " + COLUMNS + ", " + GrantDao.COLUMNS + """
                          from users u
                          left join grants g
                            on g.user_name = u.name
                           and g.until is null
                         where u.name = :name
                         order by g.id
                        """)
                .bind("name", name.value())
                .map((row, context) -> Map.entry(user(row, context), GrantDao.lineIfAny(row, context)))
                .list();
        List<GrantLine> lines =
                rows.stream().flatMap(row -> row.getValue().stream()).toList();
        return rows.stream().findFirst().map(row -> new Account(row.getKey(), GrantLine.grants(lines)));
    }

    /** Those of the names that are a user's. */
    Set<UserName> existing(Transaction tx, Collection<UserName> names) {
        return tx.handle()
                .createQuery("select name from users where name = any(cast(:names as varchar array))")
                .bind("names", names.stream().map(UserName::value).toArray(String[]::new))
                .mapTo(String.class)
                .map(UserName::new)
                .collect(Collectors.toSet());
    }

    List<User> page(Transaction tx, String after, int limit) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from users u
                        where name > :after
                        order by name
                        limit :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(UserDao::user)
                .list();
    }

    /** As {@link #find}, and keeps others from changing the user until the transaction ends. */
    Optional<User> lock(Transaction tx, UserName name) {
        return tx.handle()
                .createQuery("select " + COLUMNS + """
                         from users u
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
                        insert into users (name, password_hash, languages, created_at, disabled, credential,
                          must_change)
                        values (:name, :passwordHash, :languages, :createdAt, :disabled, :credential, :mustChange)
                        """)
                .bind("name", user.name().value())
                .bind("passwordHash", user.passwordHash().encoded())
                .bind("languages", String.join(" ", user.languages()))
                .bind("createdAt", user.createdAt())
                .bind("disabled", user.disabled())
                .bind("credential", user.credential())
                .bind("mustChange", user.mustChange())
                .execute();
    }

    void update(Transaction tx, User user) {
        tx.handle()
                .createUpdate("""
                        update users
                        set password_hash = :passwordHash,
                          languages = :languages,
                          disabled = :disabled,
                          credential = :credential,
                          must_change = :mustChange
                        where name = :name
                        """)
                .bind("name", user.name().value())
                .bind("passwordHash", user.passwordHash().encoded())
                .bind("languages", String.join(" ", user.languages()))
                .bind("disabled", user.disabled())
                .bind("credential", user.credential())
                .bind("mustChange", user.mustChange())
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
                row.getInt("credential"),
                row.getBoolean("must_change"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getTimestamp("created_at").toInstant();
    }
}
