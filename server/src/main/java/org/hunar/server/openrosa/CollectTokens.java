package org.hunar.server.openrosa;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.auth.UserName;
import org.hunar.server.auth.Users;
import org.hunar.server.device.EnrolmentRequest;
import org.hunar.server.device.QrImage;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** The phones with Collect that a manager has let in, each by a token of its own. */
final class CollectTokens {
    private static final Set<String> LANGUAGES = Set.of("en", "ur", "zh");
    private static final int PASSWORD_BYTES = 9;

    private final Database database;
    private final Users users;
    private final Audit audit;
    private final Programmes programmes;
    private final SecureRandom random;
    private final InstantSource clock;
    private final CollectTokenDao dao = new CollectTokenDao();

    CollectTokens(
            Database database,
            Users users,
            Audit audit,
            Programmes programmes,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.users = users;
        this.audit = audit;
        this.programmes = programmes;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Who calls by a token, with what the trainer may at this moment.
     *
     * @throws ProblemException 403 if it is none, was revoked, or is for another programme: with 401 a phone would ask its
     *     user for a password
     */
    Caller caller(String token, ProgrammeId programme) {
        return database.inSnapshot(tx -> dao.ofHash(tx, new PathToken(token).hash())
                        .filter(found ->
                                found.revokedAt().isEmpty() && found.programme().equals(programme))
                        .flatMap(found -> users.caller(tx, found.trainer(), found.device())))
                .orElseThrow(Refusal.SHUT_OUT::problem);
    }

    /** A token by its id, be it revoked. */
    Optional<CollectToken> find(Transaction tx, UUID id) {
        return dao.find(tx, id);
    }

    /** The cohorts that whoever sent something trains now, as far as the phone was made for them. */
    Set<CohortId> cohorts(Transaction tx, StoredSubmission sent) {
        List<CohortId> ofPhone = sent.tokenId()
                .flatMap(id -> dao.find(tx, id))
                .map(CollectToken::cohorts)
                .orElse(List.of());
        CallingDevice phone = new CallingDevice(sent.installId(), sent.programme(), ofPhone, sent.receivedAt(), false);
        return users.caller(tx, new UserName(sent.author()), phone)
                .map(trainer -> Set.copyOf(trainer.cohorts(sent.programme())))
                .orElse(Set.of());
    }

    /**
     * Lets a phone in. The token is told in the answer and never again: only its hash is kept.
     *
     * @param body {@code {trainer, cohorts?, language?}}; the language is the trainer's first without it
     * @param server address of this server as phones reach it, with a slash at its end
     * @return the token's fields, with {@code url}, {@code settings} and {@code qr_png} (Base64)
     * @throws InvalidException if the trainer is none of the programme, or does not train a cohort that is named
     */
    Map<String, Object> create(Caller caller, ProgrammeId programme, JsonObject body, String server) {
        caller.requireManager(programme);
        EnrolmentRequest request = EnrolmentRequest.fromJson(body);
        Optional<String> language = language(body);
        PathToken secret = PathToken.random(random);
        String adminPassword = randomText();
        CollectToken token = new CollectToken(
                new UUID(random.nextLong(), random.nextLong()),
                secret.hash(),
                request.trainer(),
                programme,
                request.cohorts(),
                caller.name(),
                now(),
                Optional.empty(),
                Optional.empty());
        String url = server + "key/" + secret.text() + "/openrosa/" + programme;
        CollectSettings settings = database.inTransaction(tx -> {
            Programme known = programmes.require(tx, programme);
            users.requireTrainer(tx, programme, request.trainer(), request.cohorts());
            dao.insert(tx, token);
            audit.done(tx, caller.name(), "collect-token.create", programme, token.id());
            String speaks = language.orElseGet(() -> languageOf(tx, token));
            return new CollectSettings(url, known.title().in(speaks), speaks, adminPassword);
        });
        String text = settings.text();
        return token.fields()
                .put("url", url)
                .put("settings", text)
                .put("qr_png", Base64.getEncoder().encodeToString(QrImage.png(text)))
                .put("admin_password", adminPassword)
                .toMap();
    }

    /** Those of the programme, revoked ones too. */
    Map<String, Object> page(Caller caller, ProgrammeId programme, PageRequest page) {
        caller.requireManager(programme);
        Optional<UUID> after = page.after(UUID::fromString);
        List<CollectToken> tokens = database.inSnapshot(tx -> dao.page(tx, programme, after, page.fetch()));
        return page.page(tokens, token -> token.id().toString(), CollectToken::toJson);
    }

    /** From now on nothing comes in by it; that it was revoked before is no mistake. */
    void revoke(Caller caller, ProgrammeId programme, UUID id) {
        caller.requireManager(programme);
        database.inTransaction(tx -> {
            dao.find(tx, id)
                    .filter(token -> token.programme().equals(programme))
                    .orElseThrow(() -> ProblemException.notFound("token of this id"));
            dao.revoke(tx, id, caller.name(), now());
            audit.done(tx, caller.name(), "collect-token.revoke", programme, id);
            return id;
        });
    }

    private static Optional<String> language(JsonObject body) {
        Optional<String> language = body.optionalText("language");
        language.filter(code -> !LANGUAGES.contains(code)).ifPresent(code -> {
            throw body.invalid("language", "is en, ur or zh");
        });
        return language;
    }

    private String languageOf(Transaction tx, CollectToken token) {
        return users.caller(tx, token.trainer(), token.device())
                .flatMap(trainer ->
                        trainer.languages().stream().filter(LANGUAGES::contains).findFirst())
                .orElse("en");
    }

    private String randomText() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Milliseconds are what both databases and every message keep. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
