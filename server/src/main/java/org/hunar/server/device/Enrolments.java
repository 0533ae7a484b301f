package org.hunar.server.device;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EnrolmentCode;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Users;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;

/** Codes by which a manager lets a trainer's phone in. */
final class Enrolments {
    private static final Duration GOOD_FOR = Duration.ofHours(72);

    private final Database database;
    private final Users users;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final EnrolmentDao dao = new EnrolmentDao();

    Enrolments(Database database, Users users, Audit audit, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes out a code. It is told in the answer and never again: only its hash is kept.
     *
     * @param url of the API, as phones reach it
     * @throws InvalidException if the trainer is none of the programme, or does not train a cohort that is named
     */
    Map<String, Object> create(Caller caller, ProgrammeId programme, EnrolmentRequest request, String url) {
        caller.requireManager(programme);
        OneTimeCode code = OneTimeCode.random(random);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Enrolment enrolment = new Enrolment(
                new UUID(random.nextLong(), random.nextLong()),
                code.hash(),
                request.trainer(),
                programme,
                request.cohorts(),
                caller.name(),
                now,
                now.plus(GOOD_FOR));
        database.inTransaction(tx -> {
            users.requireTrainer(tx, programme, request.trainer(), request.cohorts());
            dao.insert(tx, enrolment);
            audit.done(tx, caller.name(), "enrolment.create", programme + "/" + enrolment.id());
            return enrolment;
        });
        return toJson(enrolment, new EnrolmentCode(url, code.value()));
    }

    /**
     * The QR code of an enrolment again, for who has its code.
     *
     * @return a PNG
     */
    byte[] qr(Caller caller, ProgrammeId programme, UUID id, OneTimeCode code, String url) {
        caller.requireManager(programme);
        return database.inSnapshot(tx -> dao.find(tx, id))
                .filter(found ->
                        found.programme().equals(programme) && found.codeHash().equals(code.hash()))
                .map(found -> QrImage.png(text(new EnrolmentCode(url, code.value()))))
                .orElseThrow(() -> ProblemException.notFound("enrolment of that id and code"));
    }

    private static Map<String, Object> toJson(Enrolment enrolment, EnrolmentCode code) {
        return new JsonFields()
                .putText("id", enrolment.id())
                .put("code", code.code())
                .put("expires_at", Timestamps.format(enrolment.expiresAt()))
                .put("trainer", enrolment.trainer().value())
                .put("programme", enrolment.programme().value())
                .put(
                        "cohorts",
                        enrolment.cohorts().stream().map(CohortId::value).toList())
                .put("qr", code.toJson())
                .put("qr_png", Base64.getEncoder().encodeToString(QrImage.png(text(code))))
                .toMap();
    }

    private static String text(EnrolmentCode code) {
        return Json.write(code.toJson());
    }
}
