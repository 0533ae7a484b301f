package org.hunar.server.openrosa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.OperationId;
import org.hunar.server.openrosa.StoredSubmission.Entity;
import org.hunar.server.openrosa.StoredSubmission.EntityState;
import org.hunar.server.openrosa.StoredSubmission.State;
import org.hunar.server.storage.Transaction;

/** The tables {@code submissions}, {@code submission_files} and {@code collect_installs}. */
final class SubmissionDao {
    private static final int FETCH = 100;

    /** A submission by its id. */
    record Key(ProgrammeId programme, String instanceId) {}

    /** Adds it, unless one of that instanceID is there; then, on any node, waits until that one is dealt with. */
    boolean insert(Transaction tx, StoredSubmission submission) {
        int inserted = tx.handle()
                .createUpdate("""
                        insert into submissions
                               (programme, instance_id, form, version, xml_sha256, xml, author, install_id, token_id,
                                received_at, state, tries, assessment, heads, deprecated_id, entity_state)
                        values (:programme, :instance, :form, :version, :sha256, :xml, :author, :install, cast(:token as uuid),
                                :at, :state, 0, :assessment, '', :deprecated, 'NONE')
                            on conflict do nothing
                        """)
                .bind("programme", submission.programme().value())
                .bind("instance", submission.instanceId())
                .bind("form", submission.form())
                .bind("version", submission.version())
                .bind("sha256", submission.xmlSha256())
                .bind("xml", tx.seal().close(submission.xml()))
                .bind("author", submission.author())
                .bind("install", submission.installId())
                .bind("token", submission.tokenId().orElse(null))
                .bind("at", submission.receivedAt())
                .bind("state", submission.state().name())
                .bind("assessment", submission.assessment())
                .bind("deprecated", submission.deprecatedId().orElse(null))
                .execute();
        return inserted == 1;
    }

    Optional<StoredSubmission> lock(Transaction tx, Key key) {
        return find(tx, key, " for update");
    }

    Optional<StoredSubmission> find(Transaction tx, Key key) {
        return find(tx, key, "");
    }

    void update(Transaction tx, StoredSubmission submission) {
        tx.handle()
                .createUpdate("""
                        update submissions
                           set state = :state,
                               tries = :tries,
                               assessment = :assessment,
                               heads = :heads,
                               entity_state = :entityState,
                               entity_id = cast(:entity as uuid),
                               entity_op = cast(:operation as uuid),
                               branch_id = :branch,
                               base_version = :place
                         where programme = :programme
                           and instance_id = :instance
                        """)
                .bind("programme", submission.programme().value())
                .bind("instance", submission.instanceId())
                .bind("state", submission.state().name())
                .bind("tries", submission.tries())
                .bind("assessment", submission.assessment())
                .bind(
                        "heads",
                        submission.heads().stream().map(OperationId::toString).collect(Collectors.joining(" ")))
                .bind("entityState", submission.entity().state().name())
                .bind("entity", submission.entity().id().orElse(null))
                .bind("operation", submission.entity().operation().orElse(null))
                .bind("branch", submission.entity().branchId().orElse(null))
                .bind("place", submission.entity().place())
                .execute();
    }

    /**
     * What has come for a place of a branch.
     *
     * @param operation empty if it changed nothing
     */
    record Predecessor(Optional<OperationId> operation) {}

    /** What says of an entity what stands at a place of a branch, or made it; of several, as edits are, the last. */
    Optional<Predecessor> inBranch(Transaction tx, UUID entity, String branch, long place) {
        return tx.handle()
                .createQuery("""
                        select entity_op
                          from submissions
                         where entity_id = :entity
                           and entity_state = 'TAKEN'
                           and base_version = :place
                           and (base_version = 0 or branch_id = :branch)
                         order by case when entity_op is null then 1 else 0 end, received_at desc
                         fetch first 1 rows only
                        """)
                .bind("entity", entity)
                .bind("branch", branch)
                .bind("place", place)
                .map((row, context) -> new Predecessor(Optional.ofNullable(row.getObject("entity_op", UUID.class))
                        .map(OperationId::new)))
                .findOne();
    }

    /** Those that wait for what has come. */
    List<Key> ready(Transaction tx) {
        return tx.handle()
                .createQuery("""
                        select w.programme, w.instance_id
                          from submissions w
                          join submissions d on d.programme = w.programme and d.instance_id = w.deprecated_id
                         where w.state = 'AWAITS_EDITED'
                           and d.state = 'TAKEN'
                        union
                        select w.programme, w.instance_id
                          from submissions w
                          join submissions d
                            on d.entity_id = w.entity_id
                           and d.base_version = w.base_version - 1
                           and (d.base_version = 0 or d.branch_id = w.branch_id)
                         where w.entity_state = 'AWAITS_BRANCH'
                           and d.entity_state = 'TAKEN'
                        """)
                .map((row, context) ->
                        new Key(new ProgrammeId(row.getString("programme")), row.getString("instance_id")))
                .list();
    }

    /** Whether an edit of it was taken, which is of the same assessment. */
    boolean isEdited(Transaction tx, StoredSubmission submission) {
        return tx.handle()
                .createQuery("""
                        select exists (
                          select 1
                            from submissions
                           where assessment = :assessment
                             and programme = :programme
                             and deprecated_id = :instance
                             and state = 'TAKEN')
                        """)
                .bind("assessment", submission.assessment())
                .bind("programme", submission.programme().value())
                .bind("instance", submission.instanceId())
                .mapTo(Boolean.class)
                .one();
    }

    /** By name. */
    Map<String, StoredFile> files(Transaction tx, Key key) {
        Map<String, StoredFile> files = new LinkedHashMap<>();
        tx.handle()
                .createQuery("""
                        select name, sha256, size, mime, referenced
                          from submission_files
                         where programme = :programme
                           and instance_id = :instance
                         order by name
                        """)
                .bind("programme", key.programme().value())
                .bind("instance", key.instanceId())
                .map((row, context) -> new StoredFile(
                        row.getString("name"),
                        row.getString("sha256"),
                        row.getLong("size"),
                        row.getString("mime"),
                        row.getBoolean("referenced")))
                .forEach(file -> files.put(file.name(), file));
        return files;
    }

    /** Adds a file, or puts it in place of one of that name. */
    void put(Transaction tx, Key key, StoredFile file) {
        tx.handle()
                .createUpdate("""
                        delete from submission_files
                         where programme = :programme and instance_id = :instance and name = :name
                        """)
                .bind("programme", key.programme().value())
                .bind("instance", key.instanceId())
                .bind("name", file.name())
                .execute();
        tx.handle()
                .createUpdate("""
                        insert into submission_files (programme, instance_id, name, sha256, size, mime, referenced)
                        values (:programme, :instance, :name, :sha256, :size, :mime, :referenced)
                        """)
                .bind("programme", key.programme().value())
                .bind("instance", key.instanceId())
                .bind("name", file.name())
                .bind("sha256", file.sha256())
                .bind("size", file.size())
                .bind("mime", file.mime())
                .bind("referenced", file.referenced())
                .execute();
    }

    /** Takes the answers and the files out; that it came, and by which bytes it is known again, stays. */
    void forget(Transaction tx, Set<UUID> ofAssessments, Set<UUID> ofEntities) {
        tx.handle()
                .createUpdate("""
                        delete from submission_files
                         where (programme, instance_id) in (
                           select programme, instance_id
                             from submissions
                            where assessment = any(cast(:assessments as uuid array))
                               or entity_id = any(cast(:entities as uuid array)))
                        """)
                .bind("assessments", ofAssessments.toArray(UUID[]::new))
                .bind("entities", ofEntities.toArray(UUID[]::new))
                .execute();
        tx.handle()
                .createUpdate("""
                        update submissions
                           set xml = :nothing,
                               state = case state when 'AWAITS_EDITED' then 'REFUSED' else state end,
                               entity_state = case entity_state when 'AWAITS_BRANCH' then 'NONE' else entity_state end
                         where assessment = any(cast(:assessments as uuid array))
                            or entity_id = any(cast(:entities as uuid array))
                        """)
                .bind("nothing", tx.seal().close(new byte[0]))
                .bind("assessments", ofAssessments.toArray(UUID[]::new))
                .bind("entities", ofEntities.toArray(UUID[]::new))
                .execute();
    }

    /** Those of which nothing, or not all, is in the log, and whose bytes are so. */
    List<Key> unsettled(Transaction tx, Predicate<byte[]> which) {
        return tx.handle().createQuery("""
                        select programme, instance_id, xml
                          from submissions
                         where state <> 'TAKEN' or entity_state = 'AWAITS_BRANCH'
                        """).setFetchSize(FETCH).reduceRows(new ArrayList<>(), (found, row) -> {
            Key key = new Key(
                    new ProgrammeId(row.getColumn("programme", String.class)),
                    row.getColumn("instance_id", String.class));
            if (which.test(tx.seal().open(row.getColumn("xml", byte[].class)))) {
                found.add(key);
            }
            return found;
        });
    }

    /** As {@link #forget(Transaction, Set, Set)}, of one. */
    void forget(Transaction tx, Key key) {
        tx.handle()
                .createUpdate("delete from submission_files where programme = :programme and instance_id = :instance")
                .bind("programme", key.programme().value())
                .bind("instance", key.instanceId())
                .execute();
        tx.handle()
                .createUpdate("""
                        update submissions
                           set xml = :nothing,
                               state = case state when 'AWAITS_EDITED' then 'REFUSED' else state end,
                               entity_state = case entity_state when 'AWAITS_BRANCH' then 'NONE' else entity_state end
                         where programme = :programme and instance_id = :instance
                        """)
                .bind("nothing", tx.seal().close(new byte[0]))
                .bind("programme", key.programme().value())
                .bind("instance", key.instanceId())
                .execute();
    }

    /** The next number of an install, for its own operations alone. */
    long nextNumber(Transaction tx, UUID install) {
        tx.handle().createUpdate("""
                        insert into collect_installs (install_id, seq) values (:install, 0) on conflict do nothing
                        """).bind("install", install).execute();
        tx.handle().createUpdate("""
                        update collect_installs set seq = seq + 1 where install_id = :install
                        """).bind("install", install).execute();
        return tx.handle()
                .createQuery("select seq from collect_installs where install_id = :install")
                .bind("install", install)
                .mapTo(Long.class)
                .one();
    }

    private Optional<StoredSubmission> find(Transaction tx, Key key, String locking) {
        return tx.handle()
                .createQuery("""
                        select *
                          from submissions
                         where programme = :programme
                           and instance_id = :instance
                        """ + locking)
                .bind("programme", key.programme().value())
                .bind("instance", key.instanceId())
                .map((row, context) -> submission(tx, row))
                .findOne();
    }

    private static StoredSubmission submission(Transaction tx, ResultSet row) throws SQLException {
        return new StoredSubmission(
                new ProgrammeId(row.getString("programme")),
                row.getString("instance_id"),
                row.getString("form"),
                row.getString("version"),
                row.getString("xml_sha256"),
                tx.seal().open(row.getBytes("xml")),
                row.getString("author"),
                row.getObject("install_id", UUID.class),
                Optional.ofNullable(row.getObject("token_id", UUID.class)),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getObject("assessment", UUID.class),
                Arrays.stream(row.getString("heads").split(" "))
                        .filter(id -> !id.isEmpty())
                        .map(OperationId::of)
                        .toList(),
                Optional.ofNullable(row.getString("deprecated_id")),
                new Entity(
                        EntityState.valueOf(row.getString("entity_state")),
                        Optional.ofNullable(row.getObject("entity_id", UUID.class)),
                        Optional.ofNullable(row.getObject("entity_op", UUID.class)),
                        Optional.ofNullable(row.getString("branch_id")),
                        row.getLong("base_version")));
    }
}
