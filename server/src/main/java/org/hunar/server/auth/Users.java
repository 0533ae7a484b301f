package org.hunar.server.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.GrantLine.Origin;
import org.hunar.server.auth.GrantLine.Right;
import org.hunar.server.auth.User.PasswordHash;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Users and what they were granted, now and earlier. */
public final class Users {
    private final Database database;
    private final Passwords passwords;
    private final Audit audit;
    private final InstantSource clock;
    private final UserDao users = new UserDao();
    private final GrantDao grants = new GrantDao();

    Users(Database database, Passwords passwords, Audit audit, InstantSource clock) {
        this.database = database;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Every grant that these users ever had, ended ones too, so that work captured offline can be judged by what was
     * granted when it was captured.
     *
     * @return a list for each user who has or had a grant
     */
    public Map<String, List<Grant>> history(Transaction tx, Collection<String> names) {
        Set<UserName> wanted = names.stream().map(UserName::new).collect(Collectors.toSet());
        return grants.history(tx, wanted).stream()
                .collect(Collectors.groupingBy(
                        line -> line.user().value(),
                        Collectors.collectingAndThen(Collectors.toList(), GrantLine::grants)));
    }

    /**
     * Makes exactly these users trainers of a cohort by its list: who is new is granted it, who is gone loses what the
     * list had granted, and keeps what an administrator granted. A name without a user is granted it too, for the day on
     * which the user is added.
     */
    public void setTrainers(Transaction tx, ProgrammeId programme, CohortId cohort, Collection<UserName> trainers) {
        Right right = new Right(Role.TRAINER, Optional.of(programme), Optional.of(cohort));
        Set<UserName> added = new LinkedHashSet<>(trainers);
        Instant now = now();
        for (GrantLine line : grants.current(tx, cohort, Origin.COHORT)) {
            if (!added.remove(line.user())) {
                grants.end(tx, line, now);
            }
        }
        added.forEach(name -> grants.insert(tx, name, right, Origin.COHORT, now));
    }

    /** Names of those who are trainers in a programme at this moment, sorted. */
    public List<String> trainers(Transaction tx, ProgrammeId programme) {
        return grants.trainers(tx, programme);
    }

    /**
     * For whoever lets a phone of a trainer in.
     *
     * @param cohorts for which it is to be; none for all that he trains
     * @throws InvalidException naming {@code /trainer} or {@code /cohorts/0}, if he is none or does not train that cohort
     */
    public void requireTrainer(Transaction tx, ProgrammeId programme, UserName trainer, List<CohortId> cohorts) {
        if (!exists(tx, trainer)) {
            throw InvalidException.at(
                    "/trainer", "UNKNOWN", "there is no user " + trainer + "; an administrator adds users");
        }
        List<CohortId> trained = grants(tx, trainer).stream()
                .filter(grant -> grant.role() == Role.TRAINER && grant.isIn(programme))
                .flatMap(grant -> grant.cohorts().stream())
                .toList();
        for (int i = 0; i < cohorts.size(); i++) {
            if (!trained.contains(cohorts.get(i))) {
                throw InvalidException.at(
                        "/cohorts/" + i,
                        "NOT_TRAINED",
                        trainer + " is no trainer of " + cohorts.get(i) + " in " + programme
                                + ": add the name to the trainers of that cohort first");
            }
        }
        if (trained.isEmpty()) {
            throw InvalidException.at(
                    "/trainer",
                    "NOT_TRAINED",
                    trainer + " is no trainer in " + programme + ": add the name to a cohort's trainers first");
        }
    }

    public boolean exists(Transaction tx, UserName name) {
        return users.find(tx, name).isPresent();
    }

    /** What a user is granted at this moment. */
    public List<Grant> grants(Transaction tx, UserName name) {
        return GrantLine.grants(grants.current(tx, List.of(name)));
    }

    /** The user with what holds at this moment, on the device if it is one's; empty when disabled or unknown. */
    Optional<Caller> caller(Tokens.Subject subject, DeviceDoor devices) {
        return database.inOneStatement(tx -> users.account(tx, subject.name()))
                .filter(account -> !account.user().disabled() && account.user().credential() == subject.credential())
                .flatMap(account -> caller(account, subject.device(), devices));
    }

    private Optional<Caller> caller(Account account, Optional<UUID> device, DeviceDoor devices) {
        User user = account.user();
        if (device.isEmpty()) {
            return Optional.of(new Caller(
                    user.name().value(), user.languages(), account.grants(), Optional.empty(), user.mustChange()));
        }
        return database.inOneStatement(tx -> devices.find(tx, device.get()))
                .map(on -> new Caller(
                        user.name().value(), user.languages(), on.narrow(account.grants()), Optional.of(on)));
    }

    /** A user who may sign in, with what holds at this moment on one of his devices. */
    public Optional<Caller> caller(Transaction tx, UserName name, CallingDevice on) {
        return users.account(tx, name)
                .filter(account -> !account.user().disabled())
                .map(account -> new Caller(
                        name.value(), account.user().languages(), on.narrow(account.grants()), Optional.of(on)));
    }

    /** As the password of that number stands for, with what holds at this moment; empty once it was changed. */
    Optional<Caller> caller(UserName name, int credential) {
        return caller(new Tokens.Subject(name, credential, Optional.empty()), DeviceDoor.CLOSED);
    }

    /** A user who may sign in. */
    Optional<User> active(UserName name) {
        return database.inOneStatement(tx -> users.find(tx, name)).filter(user -> !user.disabled());
    }

    /** The user if the password is right; the time it takes does not tell whether there is such a user. */
    Optional<User> signIn(UserName name, String password) {
        Optional<User> user = database.inOneStatement(tx -> users.find(tx, name));
        if (user.isEmpty()) {
            passwords.matchNobody(password);
            return Optional.empty();
        }
        return user.filter(found -> passwords.matches(password, found.passwordHash()) && !found.disabled());
    }

    /** By name, up to so many as the page fetches; in two statements however many they are. */
    List<Account> page(PageRequest page) {
        return database.inSnapshot(tx -> {
            List<User> some = users.page(tx, page.afterName(), page.fetch());
            Map<UserName, List<GrantLine>> held = grants
                    .current(tx, some.stream().map(User::name).toList())
                    .stream()
                    .collect(Collectors.groupingBy(GrantLine::user));
            return some.stream()
                    .map(user -> new Account(user, GrantLine.grants(held.getOrDefault(user.name(), List.of()))))
                    .toList();
        });
    }

    Optional<Account> find(UserName name) {
        return database.inOneStatement(tx -> users.account(tx, name));
    }

    /**
     * Adds a user or changes one. Roles are replaced as a whole; grants that a cohort's list gave stay.
     *
     * @param by name of who asks, for the audit
     * @return the user as it is now, and whether it is new
     * @throws InvalidException if a role names a programme or cohort that is not there, or a new user has no password
     */
    Put put(String by, UserName name, UserRequest request, Places places) {
        Optional<User> before = database.inOneStatement(tx -> users.find(tx, name));
        // Hashed before the transaction: it is slow, and the transaction may run again.
        Optional<PasswordHash> newHash = request.password()
                .filter(password -> before.filter(user -> passwords.matches(password, user.passwordHash()))
                        .isEmpty())
                .map(password -> newHash("/password", name, password));
        return database.inTransaction(tx -> {
            boolean created = store(tx, name, request, newHash);
            request.roles().ifPresent(roles -> setRoles(tx, name, rights(tx, roles, places)));
            requireAdministrator(tx);
            audit.done(tx, by, "user.put", name.value());
            return new Put(users.account(tx, name).orElseThrow(), created);
        });
    }

    /**
     * Replaces a user's password by his own wish. Tokens made with the old one end.
     *
     * @throws InvalidException if the new one is easily guessed
     */
    User changePassword(UserName name, String password) {
        PasswordHash hash = newHash("/new", name, password);
        return database.inTransaction(tx -> {
            User old = users.lock(tx, name).orElseThrow();
            User changed = new User(name, hash, old.languages(), old.createdAt(), old.disabled(), old.credential() + 1);
            users.update(tx, changed);
            audit.done(tx, name.value(), "user.password", name.value());
            return changed;
        });
    }

    /** Ends all tokens that the user has. */
    void endTokens(UserName name) {
        database.inTransaction(tx -> {
            User old = users.lock(tx, name).orElseThrow();
            users.update(tx, old.withoutTokens());
            audit.done(tx, name.value(), "user.sign-out", name.value());
            return old;
        });
    }

    /** Those of the names that are a user's. */
    Set<UserName> existing(Collection<UserName> names) {
        return database.inSnapshot(tx -> users.existing(tx, names));
    }

    /** @param pointer where the password stands in the message */
    private PasswordHash newHash(String pointer, UserName name, String password) {
        try {
            PasswordStrength.require(password, name);
        } catch (IllegalArgumentException e) {
            throw InvalidException.at(pointer, "TOO_WEAK", e.getMessage());
        }
        return passwords.hash(password);
    }

    /** Outcome of {@link #put}. */
    record Put(Account account, boolean created) {}

    /**
     * Makes the first administrator when there is no user at all.
     *
     * @return whether one was made
     */
    boolean addFirst(UserName name, String password) {
        PasswordHash hash = newHash("", name, Passwords.require(password));
        return database.inTransaction(tx -> {
            if (!users.isEmpty(tx)) {
                return false;
            }
            users.insert(tx, new User(name, hash, List.of(), now(), false, 1));
            setRoles(tx, name, Set.of(new Right(Role.ADMIN, Optional.empty(), Optional.empty())));
            audit.done(tx, name.value(), "user.first", name.value());
            return true;
        });
    }

    boolean isEmpty() {
        return database.inSnapshot(users::isEmpty);
    }

    private boolean store(Transaction tx, UserName name, UserRequest request, Optional<PasswordHash> newHash) {
        Optional<User> found = users.lock(tx, name);
        if (found.isEmpty()) {
            PasswordHash hash = newHash.orElseThrow(
                    () -> InvalidException.at("/password", "REQUIRED", "a new user needs a password"));
            users.insert(
                    tx,
                    new User(
                            name,
                            hash,
                            request.languages().orElse(List.of()),
                            now(),
                            request.disabled().orElse(false),
                            1,
                            request.mustChange().orElse(false)));
            return true;
        }
        User old = found.get();
        users.update(
                tx,
                new User(
                        name,
                        newHash.orElse(old.passwordHash()),
                        request.languages().orElse(old.languages()),
                        old.createdAt(),
                        request.disabled().orElse(old.disabled()),
                        newHash.isPresent() ? old.credential() + 1 : old.credential(),
                        request.mustChange().orElse(old.mustChange())));
        return false;
    }

    private void setRoles(Transaction tx, UserName name, Set<Right> rights) {
        Set<Right> added = new LinkedHashSet<>(rights);
        Instant now = now();
        for (GrantLine line : grants.current(tx, name, Origin.ROLES)) {
            if (!added.remove(line.right())) {
                grants.end(tx, line, now);
            }
        }
        added.forEach(right -> grants.insert(tx, name, right, Origin.ROLES, now));
    }

    private static Set<Right> rights(Transaction tx, List<RoleRequest> roles, Places places) {
        return roles.stream()
                .flatMap(role -> role.rights(tx, places).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void requireAdministrator(Transaction tx) {
        if (!grants.hasAdministrator(tx)) {
            throw ProblemException.conflict(
                    "LAST_ADMINISTRATOR", "there would be no administrator left who may sign in");
        }
    }

    /** Milliseconds are what both databases and every message keep. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
