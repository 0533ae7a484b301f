package org.hunar.server.auth;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.auth.PolymorphicAuthDynamicFeature;
import io.dropwizard.auth.PolymorphicAuthValueFactoryProvider;
import io.dropwizard.auth.oauth.OAuthCredentialAuthFilter;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.github.bucket4j.TimeMeter;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hunar.server.auth.oidc.OidcConfig;
import org.hunar.server.auth.oidc.OidcResource;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.RefusedToStartException;

/** Builds what {@code auth} is made of. */
public final class AuthFeature {
    /** Of a browser's session; by its prefix only this host sets it, over HTTPS, for all of it. */
    public static final String SESSION_COOKIE = "__Host-session";

    private static final UserName ADMINISTRATOR = new UserName("admin");
    private static final int LINK_SECONDS = 10;

    private final Database database;
    private final PasswordsConfig config;
    private final SecureRandom random;
    private final Tokens tokens;
    private final Audit audit;
    private final Users users;
    private final Nonces nonces;
    private final SignInLimits limits;
    private final FailedSignIns failed;
    private final SignIns signIns;
    private final BasicSignIns basic;
    private final PageSessions sessions;

    public AuthFeature(
            Database database,
            TokensConfig tokensConfig,
            PasswordsConfig passwordsConfig,
            PasswordCost cost,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.config = passwordsConfig;
        this.random = random;
        SigningKeys keys = SigningKeys.of(tokensConfig, random);
        this.tokens = new Tokens(keys, tokensConfig, clock);
        this.nonces = new Nonces(keys, random, clock);
        this.audit = new Audit(database, clock);
        this.sessions = new PageSessions(database, audit, keys, random, clock);
        this.users = new Users(database, new Passwords(cost, passwordsConfig.concurrentHashes(), random), audit, clock);
        this.limits = new SignInLimits(passwordsConfig, TimeMeter.SYSTEM_NANOTIME);
        this.failed = new FailedSignIns(users, audit);
        this.signIns = new SignIns(users, tokens, limits, passwordsConfig.strangers(random), failed);
        this.basic = new BasicSignIns(users, signIns, random);
    }

    /** The users alone, for a command without a server. */
    public static Users users(
            Database database, PasswordsConfig config, PasswordCost cost, SecureRandom random, InstantSource clock) {
        Passwords passwords = new Passwords(cost, config.concurrentHashes(), random);
        return new Users(database, passwords, new Audit(database, clock), clock);
    }

    public Users users() {
        return users;
    }

    public Audit audit() {
        return audit;
    }

    /** Who has signed in by pages. */
    public PageSessions sessions() {
        return sessions;
    }

    /** What {@code /hello} gives to devices. */
    public Nonces nonces() {
        return nonces;
    }

    /** For what strangers may try beside passwords. */
    public Attempts attempts() {
        return limits;
    }

    /** For the pages, which keep the sessions of browsers. */
    public WebSignIns webSignIns() {
        return new WebSignIns(signIns, users);
    }

    /** Signing in by way of the provider that the configuration names; nothing if it names none. */
    public void registerOidc(JerseyEnvironment jersey, OidcConfig oidc, WebSessions sessions) {
        if (oidc.issuer().isPresent()) {
            jersey.register(new OidcResource(oidc, webSignIns(), limits, sessions));
        }
    }

    /**
     * Lets {@link WithBasic} mean something.
     *
     * @param proxy that ends HTTPS before this server
     */
    public void registerBasic(JerseyEnvironment jersey, Optional<String> proxy) {
        jersey.register(new BasicFilter(basic, new Secrecy(proxy)));
    }

    /** For callers who send name and password with every request. */
    public BasicSignIns basic() {
        return basic;
    }

    /**
     * Adds the administrator if there is no user yet.
     *
     * @param console shown to who starts the server and kept nowhere: a random password is told here, once
     */
    public void addAdministrator(Consumer<String> console) {
        if (!users.isEmpty()) {
            return;
        }
        String password = config.administrator().orElseGet(() -> Passwords.random(random));
        boolean added = addFirst(password);
        if (added && config.administrator().isEmpty()) {
            console.accept("The administrator is " + ADMINISTRATOR + " with the password " + password
                    + " (shown only now; set HUNAR_ADMIN_PASSWORD before the first start to choose it)");
        }
    }

    private boolean addFirst(String password) {
        try {
            return users.addFirst(ADMINISTRATOR, password);
        } catch (IllegalArgumentException e) {
            throw new RefusedToStartException("passwords.administrator (HUNAR_ADMIN_PASSWORD): " + e.getMessage(), e);
        }
    }

    /** Keeps the audit linked, and shows it. */
    public void registerAudit(JerseyEnvironment jersey, LifecycleEnvironment lifecycle, MetricRegistry metrics) {
        AuditChain chain = new AuditChain(database);
        ScheduledExecutorService chores =
                lifecycle.scheduledExecutorService("audit", true).build();
        chores.scheduleWithFixedDelay(chain::linkOrLog, LINK_SECONDS, LINK_SECONDS, TimeUnit.SECONDS);
        chores.scheduleWithFixedDelay(chain::logHead, 1, 1, TimeUnit.HOURS);
        chores.scheduleWithFixedDelay(failed::tellOrLog, 1, 1, TimeUnit.MINUTES);
        metrics.registerGauge("sign-ins.failed", failed::total);
        jersey.register(new AuditResource(new AuditReader(database, chain, audit, failed)));
    }

    /**
     * @param places tells whether what a role names is there
     * @param devices by which phones sign in
     */
    public void register(JerseyEnvironment jersey, Places places, DeviceDoor devices) {
        ContainerRequestFilter byToken = new UnlessKnownFilter(new OAuthCredentialAuthFilter.Builder<Caller>()
                .setAuthenticator(token -> tokens.read(token).flatMap(subject -> users.caller(subject, devices)))
                .setPrefix("Bearer")
                .setRealm("hunar")
                .setUnauthorizedHandler(new Unauthorized())
                .buildAuthFilter());
        jersey.register(new PolymorphicAuthDynamicFeature<>(
                Map.of(Caller.class, byToken, Visit.class, VisitFilter.of(this::visit))));
        jersey.register(new PolymorphicAuthValueFactoryProvider.Binder<>(Set.of(Caller.class, Visit.class)));
        jersey.register(new RevokedDeviceFilter());
        jersey.register(new PasswordChangeFilter());
        jersey.register(new ForbiddenAuditFilter(audit));
        jersey.register(new TokenResource(signIns, devices, users));
        jersey.register(new UserResource(users, signIns, places));
    }

    private Optional<Visit> visit(String cookie) {
        WebSignIns people = webSignIns();
        return sessions.read(cookie)
                .flatMap(session -> people.caller(session.who()).map(caller -> new Visit(caller, session)));
    }
}
