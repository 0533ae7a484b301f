package org.hunar.server.device;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.DeviceAnswer;
import org.hunar.model.sync.DeviceRegistration;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.auth.DeviceDoor;
import org.hunar.server.auth.Grant;
import org.hunar.server.auth.Nonces;
import org.hunar.server.auth.Role;
import org.hunar.server.auth.TokenRefusal;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** The phones that are enrolled: registered once, heard from, and perhaps revoked. */
public final class Devices implements DeviceDoor {
    private static final int LONGEST_TEXT = 64;

    private final Database database;
    private final Audit audit;
    private final Nonces nonces;
    private final InstantSource clock;
    private final EnrolmentDao enrolments = new EnrolmentDao();
    private final DeviceDao devices = new DeviceDao();
    private final NonceDao usedNonces = new NonceDao();
    private final Assertions assertions;

    Devices(Database database, Audit audit, Nonces nonces, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.nonces = nonces;
        this.clock = clock;
        this.assertions = new Assertions(id -> database.inSnapshot(tx -> devices.find(tx, id))
                .map(device -> device.key().publicKey()));
    }

    /**
     * Enrols a phone. The same code with the same key gets the same answer, whenever it comes: the first one may have been
     * lost on its way.
     *
     * @throws ProblemException 404 for an unknown code, 410 for one that has expired, 409 for one that another key has used
     */
    DeviceAnswer register(DeviceRegistration registration) {
        PublicKeyJwk key = PublicKeyJwk.of(registration.publicKey());
        String hash = new OneTimeCode(registration.code()).hash();
        UUID id = UUID.randomUUID();
        return database.inTransaction(tx -> {
            Enrolment enrolment = enrolments
                    .lock(tx, hash)
                    .orElseThrow(() -> new ProblemException(
                            404, "UNKNOWN_CODE", "there is no such code; ask your manager for another one"));
            Optional<Device> before = devices.ofEnrolment(tx, enrolment.id());
            if (before.isPresent()) {
                return sameKey(before.get(), key).answer();
            }
            requireInTime(enrolment);
            Instant now = now();
            Device device = new Device(
                    id,
                    enrolment.id(),
                    enrolment.trainer(),
                    enrolment.programme(),
                    enrolment.cohorts(),
                    key,
                    shorten(registration.model()),
                    shorten(registration.appVersion()),
                    now,
                    now,
                    Optional.empty(),
                    Optional.empty());
            devices.insert(tx, device);
            audit.done(tx, enrolment.trainer().value(), "device.enrol", id.toString());
            return device.answer();
        });
    }

    @Override
    public Proven prove(String assertion) {
        Assertions.Assertion read = assertions
                .read(assertion)
                .orElseThrow(() -> TokenRefusal.invalidGrant("the assertion is not signed by a device of this server"));
        Instant until = nonces.goodUntil(read.nonce())
                .orElseThrow(() -> TokenRefusal.invalidGrant(
                        "jti is not a nonce of this server, or is too old: GET /api/v1/hello gives another one"));
        return database.inTransaction(tx -> {
            if (!usedNonces.use(tx, read.nonce(), until)) {
                throw TokenRefusal.invalidGrant(
                        "the nonce in jti was used before: GET /api/v1/hello gives another one");
            }
            Device device = devices.find(tx, read.device()).orElseThrow();
            devices.heard(tx, device.id(), shorten(read.appVersion().orElse(device.appVersion())), now());
            return new Proven(device.trainer(), device.id());
        });
    }

    @Override
    public Optional<CallingDevice> find(Transaction tx, UUID device) {
        return devices.find(tx, device).map(Device::calling);
    }

    /**
     * The devices of the programmes that the caller manages, a page at a time.
     *
     * @param only those of one programme; empty for all
     */
    Map<String, Object> page(Caller caller, Optional<ProgrammeId> only, PageRequest request) {
        only.ifPresent(caller::requireManager);
        Set<ProgrammeId> managed = only.map(Set::of).orElseGet(() -> managed(caller));
        Optional<UUID> after = request.after(UUID::fromString);
        List<Device> page = database.inSnapshot(tx -> devices.page(tx, managed, after, request.fetch()));
        return request.page(page, device -> device.id().toString(), Device::toJson);
    }

    /** From now on the device gets nothing more, and what it hands in waits for a manager. Once revoked, it stays so. */
    void revoke(Caller caller, UUID id) {
        Set<ProgrammeId> managed = managed(caller);
        database.inTransaction(tx -> {
            Device device = devices.find(tx, id)
                    .filter(found -> caller.isAdmin() || managed.contains(found.programme()))
                    .orElseThrow(() -> ProblemException.notFound("device of that id"));
            if (device.revokedAt().isEmpty()) {
                devices.revoke(tx, id, caller.name(), now());
                audit.done(tx, caller.name(), "device.revoke", id.toString());
            }
            return id;
        });
    }

    void forgetNonces() {
        database.inTransaction(tx -> {
            usedNonces.forget(tx, now());
            return tx;
        });
    }

    /** Empty for an administrator, who manages all. */
    private static Set<ProgrammeId> managed(Caller caller) {
        Set<ProgrammeId> managed = caller.grants().stream()
                .filter(grant -> grant.role() == Role.MANAGER)
                .map(Grant::programme)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (managed.isEmpty() && !caller.isAdmin()) {
            throw ProblemException.forbidden("only a manager may do this");
        }
        return caller.isAdmin() ? Set.of() : managed;
    }

    /** Whoever manages nothing is not told what is wrong with the message. */
    static void requireManagerOfAny(Caller caller) {
        managed(caller);
    }

    private static Device sameKey(Device device, PublicKeyJwk key) {
        if (!device.key().equals(key)) {
            throw ProblemException.conflict(
                    "CODE_USED", "another phone was enrolled with this code; ask your manager for another one");
        }
        return device;
    }

    private void requireInTime(Enrolment enrolment) {
        if (!clock.instant().isBefore(enrolment.expiresAt())) {
            throw new ProblemException(410, "CODE_EXPIRED", "this code has expired; ask your manager for another one");
        }
    }

    private static String shorten(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
