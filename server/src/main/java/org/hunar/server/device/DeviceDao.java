package org.hunar.server.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.UserName;
import org.hunar.server.storage.Transaction;

/** The table {@code devices}: rows are added and revoked, never deleted. */
final class DeviceDao {
    private static final String COLUMNS = """
            select id, enrolment, trainer, programme, cohorts, public_key, model, app_version, enrolled_at, last_heard,
                   revoked_at, revoked_by
              from devices
            """;

    void insert(Transaction tx, Device device) {
        tx.handle()
                .createUpdate("""
                        insert into devices
                               (id, enrolment, trainer, programme, cohorts, public_key, model, app_version, enrolled_at,
                                last_heard)
                        values (:id, :enrolment, :trainer, :programme, :cohorts, :key, :model, :version, :at, :at)
                        """)
                .bind("id", device.id())
                .bind("enrolment", device.enrolment())
                .bind("trainer", device.trainer().value())
                .bind("programme", device.programme().value())
                .bind("cohorts", joined(device.cohorts()))
                .bind("key", device.key().text())
                .bind("model", device.model())
                .bind("version", device.appVersion())
                .bind("at", device.enrolledAt())
                .execute();
    }

    Optional<Device> find(Transaction tx, UUID id) {
        return tx.handle()
                .createQuery(COLUMNS + " where id = :id")
                .bind("id", id)
                .map((row, context) -> device(row))
                .findOne();
    }

    Optional<Device> ofEnrolment(Transaction tx, UUID enrolment) {
        return tx.handle()
                .createQuery(COLUMNS + " where enrolment = :enrolment")
                .bind("enrolment", enrolment)
                .map((row, context) -> device(row))
                .findOne();
    }

    /**
     * Devices in the order of their ids.
     *
     * @param programmes of which; empty for all
     * @param after an id, empty for the beginning
     */
    List<Device> page(Transaction tx, Collection<ProgrammeId> programmes, Optional<UUID> after, int limit) {
        return tx.handle()
                .createQuery(COLUMNS + """
                         where (:all or programme = any(cast(:programmes as varchar array)))
                           and (cast(:after as uuid) is null or id > cast(:after as uuid))
                         order by id
                         limit :limit
                        """)
                .bind("all", programmes.isEmpty())
                .bind("programmes", programmes.stream().map(ProgrammeId::value).toArray(String[]::new))
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> device(row))
                .list();
    }

    void revoke(Transaction tx, UUID id, String by, Instant at) {
        tx.handle()
                .createUpdate("""
                        update devices
                           set revoked_at = :at,
                               revoked_by = :by
                         where id = :id
                           and revoked_at is null
                        """)
                .bind("id", id)
                .bind("by", by)
                .bind("at", at)
                .execute();
    }

    void heard(Transaction tx, UUID id, String appVersion, Instant at) {
        tx.handle()
                .createUpdate("update devices set last_heard = :at, app_version = :version where id = :id")
                .bind("id", id)
                .bind("version", appVersion)
                .bind("at", at)
                .execute();
    }

    static String joined(List<CohortId> cohorts) {
        return cohorts.stream().map(CohortId::value).collect(Collectors.joining(" "));
    }

    static List<CohortId> cohorts(String joined) {
        return Arrays.stream(joined.split(" "))
                .filter(code -> !code.isEmpty())
                .map(CohortId::new)
                .toList();
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getObject("id", UUID.class),
                row.getObject("enrolment", UUID.class),
                new UserName(row.getString("trainer")),
                new ProgrammeId(row.getString("programme")),
                cohorts(row.getString("cohorts")),
                new PublicKeyJwk(row.getString("public_key")),
                row.getString("model"),
                row.getString("app_version"),
                row.getObject("enrolled_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_heard", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("revoked_by")));
    }
}
