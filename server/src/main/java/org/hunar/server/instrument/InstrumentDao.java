package org.hunar.server.instrument;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.Query;

/** The tables {@code instruments} and {@code scoring_keys}. */
final class InstrumentDao {
    private static final String PUBLISHED = """
            select i.programme, i.key_version, i.hash, i.doc, k.doc as key_doc
            from instruments i
            left join scoring_keys k
              on k.programme = i.programme
              and k.code = i.code
              and k.version = i.version
              and k.key_version = i.key_version
            """;

    /**
     * What is kept of a publication.
     *
     * @param hash of what was handed in when it was published
     */
    record Kept(Published published, String hash) {}

    List<Published> find(Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions) {
        return wanted(tx.handle().createQuery(PUBLISHED + """
                        where i.programme = :programme
                          and (i.code, i.version) in (
                            select t.code, t.version
                            from unnest(cast(:codes as varchar array), cast(:versions as varchar array))
                              as t(code, version))
                        """), programme, versions)
                .map((row, context) -> kept(row).published())
                .list();
    }

    /** As {@link #find}, each with its key of that version, or with its newest where it has not as many. */
    List<Published> find(
            Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions, int keyVersion) {
        return wanted(tx.handle().createQuery("""
                        select i.programme, coalesce(k.key_version, 0) as key_version, i.hash, i.doc, k.doc as key_doc
                        from instruments i
                        left join scoring_keys k
                          on k.programme = i.programme
                          and k.code = i.code
                          and k.version = i.version
                          and k.key_version = least(i.key_version, cast(:keyVersion as int))
                        where i.programme = :programme
                          and (i.code, i.version) in (
                            select t.code, t.version
                            from unnest(cast(:codes as varchar array), cast(:versions as varchar array))
                              as t(code, version))
                        """), programme, versions)
                .bind("keyVersion", keyVersion)
                .map((row, context) -> kept(row).published())
                .list();
    }

    int newestKey(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("select coalesce(max(key_version), 0) from instruments where programme = :programme")
                .bind("programme", programme.value())
                .mapTo(Integer.class)
                .one();
    }

    /** @param after the version before the first; empty from the beginning */
    List<Published> of(Transaction tx, ProgrammeId programme, Optional<InstrumentVersion> after, int limit) {
        return tx.handle()
                .createQuery(PUBLISHED + """
                        where i.programme = :programme
                          and (i.code > :code or i.code = :code and i.version > :version)
                        order by i.programme, i.code, i.version
                        limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("code", after.map(version -> version.instrument().value()).orElse(""))
                .bind("version", after.map(InstrumentVersion::version).orElse(""))
                .bind("limit", limit)
                .map((row, context) -> kept(row).published())
                .list();
    }

    List<InstrumentVersion> newest(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select code, version
                        from (
                          select code, version,
                            row_number() over (partition by code order by published_at desc, version desc) as place
                          from instruments
                          where programme = :programme) as newest
                        where place = 1
                        order by code
                        """)
                .bind("programme", programme.value())
                .map((row, context) ->
                        new InstrumentVersion(new InstrumentId(row.getString("code")), row.getString("version")))
                .list();
    }

    Optional<Kept> find(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        return tx.handle()
                .createQuery(PUBLISHED + """
                        where i.programme = :programme
                          and i.code = :code
                          and i.version = :version
                        """)
                .bind("programme", programme.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .map((row, context) -> kept(row))
                .findOne();
    }

    /** Keeps others from correcting the key until the transaction ends. */
    void lock(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        tx.handle()
                .createQuery("""
                        select key_version
                        from instruments
                        where programme = :programme
                          and code = :code
                          and version = :version
                        for update
                        """)
                .bind("programme", programme.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .mapTo(Integer.class)
                .findOne();
    }

    void insert(Transaction tx, Kept kept, Instant publishedAt) {
        Published published = kept.published();
        InstrumentVersion id = published.instrument().id();
        tx.handle()
                .createUpdate("""
                        insert into instruments (programme, code, version, published_at, hash, key_version, doc)
                        values (:programme, :code, :version, :publishedAt, :hash, 0, :doc)
                        """)
                .bind("programme", published.programme().value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .bind("publishedAt", publishedAt)
                .bind("hash", kept.hash())
                .bind("doc", Json.write(published.instrument().toJson()))
                .execute();
    }

    /** Adds a key version; it does not hold yet. */
    void insertKey(Transaction tx, Published published, Instant madeAt, String madeBy) {
        InstrumentVersion id = published.instrument().id();
        tx.handle()
                .createUpdate("""
                        insert into scoring_keys (programme, code, version, key_version, made_at, made_by, doc)
                        values (:programme, :code, :version, :keyVersion, :madeAt, :madeBy, :doc)
                        """)
                .bind("programme", published.programme().value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .bind("keyVersion", published.keyVersion())
                .bind("madeAt", madeAt)
                .bind("madeBy", madeBy)
                .bind("doc", Json.write(published.key().toJson(published.instrument())))
                .execute();
    }

    /** Makes a key version the one that holds; false if it or a later one does already. */
    boolean hold(Transaction tx, Published published) {
        InstrumentVersion id = published.instrument().id();
        return tx.handle()
                        .createUpdate("""
                        update instruments
                        set key_version = :keyVersion
                        where programme = :programme
                          and code = :code
                          and version = :version
                          and key_version < :keyVersion
                        """)
                        .bind("keyVersion", published.keyVersion())
                        .bind("programme", published.programme().value())
                        .bind("code", id.instrument().value())
                        .bind("version", id.version())
                        .execute()
                > 0;
    }

    /** Keeps others from publishing in the programme until the transaction ends. */
    void lockPublications(Transaction tx, ProgrammeId programme) {
        tx.handle()
                .createQuery("select code from programmes where code = :programme for update")
                .bind("programme", programme.value())
                .mapTo(String.class)
                .findOne();
    }

    /** The key of that version, whether it holds or not. */
    Optional<ScoringKey> key(Transaction tx, ProgrammeId programme, Instrument instrument, int keyVersion) {
        InstrumentVersion id = instrument.id();
        return tx.handle()
                .createQuery("""
                        select doc
                        from scoring_keys
                        where programme = :programme
                          and code = :code
                          and version = :version
                          and key_version = :keyVersion
                        """)
                .bind("programme", programme.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .bind("keyVersion", keyVersion)
                .mapTo(String.class)
                .findOne()
                .map(doc -> ScoringKey.fromJson(instrument, Json.readObject(doc)));
    }

    /** A key that does not hold yet. */
    record Draft(Published published, String madeBy) {}

    /** The keys that do not hold yet, of all programmes. */
    List<Draft> drafts(Transaction tx) {
        return tx.handle()
                .createQuery("""
                        select i.programme, k.key_version, i.hash, i.doc, k.doc as key_doc, k.made_by
                        from instruments i
                        join scoring_keys k
                          on k.programme = i.programme
                          and k.code = i.code
                          and k.version = i.version
                          and k.key_version > i.key_version
                        order by i.programme, i.code, i.version
                        """)
                .map((row, context) -> new Draft(kept(row).published(), row.getString("made_by")))
                .list();
    }

    /**
     * Keeps the keys of the versions from changing until the transaction ends: others may do the same at the same time.
     * On H2 a server lets only one transaction write at a time, and there is no such lock.
     */
    void keepKeys(Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions) {
        if (tx.dialect() == Dialect.H2) {
            return;
        }
        wanted(tx.handle().createQuery("""
                        select key_version
                        from instruments i
                        where i.programme = :programme
                          and (i.code, i.version) in (
                            select t.code, t.version
                            from unnest(cast(:codes as varchar array), cast(:versions as varchar array))
                              as t(code, version))
                        order by i.code, i.version
                        for share
                        """), programme, versions)
                .mapTo(Integer.class)
                .list();
    }

    private static Query wanted(Query query, ProgrammeId programme, Collection<InstrumentVersion> versions) {
        return query.bind("programme", programme.value())
                .bind(
                        "codes",
                        versions.stream().map(each -> each.instrument().value()).toArray(String[]::new))
                .bind(
                        "versions",
                        versions.stream().map(InstrumentVersion::version).toArray(String[]::new));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        Instrument instrument = Instrument.fromJson(Json.readObject(row.getString("doc")));
        String key = row.getString("key_doc");
        Published published = new Published(
                new ProgrammeId(row.getString("programme")),
                instrument,
                key == null ? new ScoringKey(Map.of()) : ScoringKey.fromJson(instrument, Json.readObject(key)),
                row.getInt("key_version"));
        return new Kept(published, row.getString("hash"));
    }
}
