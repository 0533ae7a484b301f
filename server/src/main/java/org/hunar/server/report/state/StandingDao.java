package org.hunar.server.report.state;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.LatePolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.SkillScore;
import org.hunar.server.report.state.KeptState.Chosen;
import org.hunar.server.report.statistics.ScoredAssessment;
import org.hunar.server.scoring.AssessmentScore;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.result.RowView;

/** Reads the roster and the scores of some participants, and keeps how they stand. */
final class StandingDao {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /**
     * Somebody of the roster, now or once.
     *
     * @param kept what is kept of the person, as it was added to the sums; empty of somebody new
     */
    record Person(UUID id, Groups groups, boolean enrolled, Optional<Delta> kept) {}

    /**
     * A completed assessment.
     *
     * @param counts whether it is the one that counts of those that claim to be the same attempt: the one captured first
     *     (sync protocol §5, DUPLICATE_ATTEMPT)
     * @param criticalFailed whether a critical step was failed in it
     * @param scored empty when there is no score yet, because its instrument is not published here
     */
    record Taken(
            UUID id,
            UUID participant,
            Phase phase,
            boolean counts,
            boolean criticalFailed,
            Optional<ScoredAssessment> scored) {

        /** The same with another score; without one it stays as it is. */
        Taken scoredAs(Optional<AssessmentScore> other) {
            return other.isEmpty() || scored.isEmpty()
                    ? this
                    : scoredAs(scored.get(), other.get().score());
        }

        private Taken scoredAs(ScoredAssessment before, Score score) {
            Map<String, Optional<Double>> skills = new HashMap<>();
            score.skills().forEach((skill, points) -> skills.put(skill, points.percent()));
            ScoredAssessment other = new ScoredAssessment(
                    before.participant(),
                    before.group(),
                    before.phase(),
                    before.attempt(),
                    before.completedAt(),
                    score.status() == ScoreStatus.COMPLETED,
                    skills,
                    score.total().percent());
            return new Taken(
                    id, participant, phase, counts, !score.criticalFailed().isEmpty(), Optional.of(other));
        }
    }

    // joined to, for with "= any" or ":programme" H2, and PostgreSQL of a new programme, read all its people
    private static final String WANTED =
            "unnest(cast(:programmes as varchar array), cast(:ids as uuid array)) as wanted (programme, id)";

    private static Rows<UUID> wanted(ProgrammeId programme, Collection<UUID> ids) {
        return Rows.of(ids).text("programmes", id -> programme.value()).uuid("ids", Function.identity());
    }

    List<Person> people(Transaction tx, ProgrammeId programme, Collection<UUID> ids) {
        return wanted(programme, ids)
                .bindTo(tx.handle().createQuery("""
                                select p.id, p.cohort, p.province, p.gender, p.organisation, p.removed,
                                       s.cohort as kept_cohort, s.province as kept_province, s.gender as kept_gender,
                                       s.organisation as kept_organisation, s.contribution
                                  from %s
                                  join participants p on p.programme = wanted.programme and p.id = wanted.id
                                  left join standings s
                                    on s.programme = wanted.programme and s.participant_id = wanted.id
                                """.formatted(WANTED)))
                .map((row, context) -> person(row))
                .list();
    }

    /** What is kept, as it was stored. */
    Map<UUID, Standing> stored(Transaction tx, ProgrammeId programme, Collection<UUID> ids) {
        return wanted(programme, ids)
                .bindTo(tx.handle().createQuery("""
                                select participant_id, cohort, province, gender, organisation, enrolled, pre, post,
                                       pre_taken, pre_eligible, post_taken, post_eligible, duplicates, contribution
                                  from %s
                                  join standings s on s.programme = wanted.programme and s.participant_id = wanted.id
                                """.formatted(WANTED)))
                .map((row, context) -> standing(row))
                .collect(Collectors.toMap(Standing::participant, Function.identity()));
    }

    /** The chosen attempts of a phase, with the group of whom they are. */
    Map<AssessmentId, Chosen> chosen(Transaction tx, ProgrammeId programme, Phase phase, String dimension) {
        Map<AssessmentId, Chosen> chosen = new HashMap<>();
        tx.handle()
                .createQuery("""
                        select %1$s as chosen, participant_id, cohort, province, gender, organisation
                          from standings
                         where programme = :programme
                           and %1$s is not null
                        """.formatted(phase == Phase.PRE ? "pre" : "post"))
                .bind("programme", programme.value())
                .map((row, context) -> {
                    String group = groups(row, "").byDimension().get(dimension);
                    UUID participant = row.getObject("participant_id", UUID.class);
                    return Map.entry(
                            new AssessmentId(row.getObject("chosen", UUID.class)),
                            new Chosen(participant.toString(), group));
                })
                .forEach(each -> chosen.put(each.getKey(), each.getValue()));
        return chosen;
    }

    /** Ids of the next participants of a programme, removed ones too. */
    List<UUID> page(Transaction tx, ProgrammeId programme, Optional<UUID> after, int limit) {
        return tx.handle()
                .createQuery("""
                        select id
                          from participants
                         where programme = :programme
                           and id > :after
                         order by id
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after.orElse(BEFORE_ALL))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    List<UUID> ofCohort(Transaction tx, ProgrammeId programme, CohortId cohort) {
        return tx.handle()
                .createQuery("select id from participants where programme = :programme and cohort = :cohort")
                .bind("programme", programme.value())
                .bind("cohort", cohort.value())
                .mapTo(UUID.class)
                .list();
    }

    /** Those with an assessment taken with this version of an instrument. */
    List<UUID> ofInstrument(Transaction tx, ProgrammeId programme, InstrumentVersion version) {
        return tx.handle()
                .createQuery("""
                        select distinct participant_id
                          from assessments
                         where programme = :programme
                           and instrument = :instrument
                           and instrument_version = :version
                        """)
                .bind("programme", programme.value())
                .bind("instrument", version.instrument().value())
                .bind("version", version.version())
                .mapTo(UUID.class)
                .list();
    }

    /**
     * The completed assessments of participants, with their scores.
     *
     * @param late which of those count that came after their cohort had closed
     * @param after phase that is taken for the POST
     */
    Map<UUID, List<Taken>> taken(
            Transaction tx, ProgrammeId programme, LatePolicy late, Phase after, Collection<UUID> participants) {
        Map<UUID, Attempt> attempts = wanted(programme, participants)
                .bindTo(tx.handle().createQuery("""
                        select a.id, a.participant_id, a.phase, a.attempt, a.completed_at, a.claim,
                               s.scale, s.status, s.points, s.max_points, s.critical_failed
                          from (
                            select assessments.programme, assessments.id, participant_id, phase, attempt, completed_at,
                                   row_number() over (
                                     partition by participant_id, instrument, phase, attempt
                                     order by first_hlc, assessments.id) as claim
                              from %s
                              join assessments
                                on assessments.programme = wanted.programme
                               and participant_id = wanted.id
                             where status = 'COMPLETED'
                               and phase in ('PRE', :after)
                               %s
                          ) a
                          left join scores s
                            on s.programme = a.programme
                           and s.assessment_id = a.id
                        """.formatted(WANTED, condition(late))))
                .bind("after", after.name())
                .reduceRows(new LinkedHashMap<>(), (byId, row) -> {
                    byId.computeIfAbsent(row.getColumn("id", UUID.class), id -> Attempt.of(row))
                            .addScale(row);
                    return byId;
                });
        Map<UUID, List<Taken>> byParticipant = new HashMap<>();
        attempts.forEach((id, attempt) -> byParticipant
                .computeIfAbsent(attempt.participant(), one -> new ArrayList<>())
                .add(attempt.toTaken(id)));
        return byParticipant;
    }

    void store(Transaction tx, ProgrammeId programme, Collection<Standing> standings) {
        Rows<Standing> rows = Rows.of(standings)
                .text("programme", each -> programme.value())
                .uuid("participant", Standing::participant)
                .text("cohort", each -> each.groups().cohort())
                .text("province", each -> known(each.groups().province()))
                .text("gender", each -> known(each.groups().gender()))
                .text("organisation", each -> known(each.groups().organisation()))
                .flag("enrolled", Standing::enrolled)
                .text("pairing", each -> each.pairing().name())
                .uuid("pre", each -> each.pre().orElse(null))
                .uuid("post", each -> each.post().orElse(null))
                .number("pre_taken", each -> (long) each.pres().taken())
                .number("pre_eligible", each -> (long) each.pres().eligible())
                .number("post_taken", each -> (long) each.posts().taken())
                .number("post_eligible", each -> (long) each.posts().eligible())
                .number("duplicates", each -> (long) each.duplicates())
                .number("pending", each -> (long) each.contribution().pending())
                .bytes("contribution", each -> pack(each.contribution()));
        rows.execute(tx, """
                merge into standings s
                using (
                    select *
                      from unnest(
                        cast(:programme as varchar array), cast(:participant as uuid array),
                        cast(:cohort as varchar array), cast(:province as varchar array),
                        cast(:gender as varchar array), cast(:organisation as varchar array),
                        cast(:enrolled as boolean array), cast(:pairing as varchar array),
                        cast(:pre as uuid array), cast(:post as uuid array),
                        cast(:pre_taken as bigint array), cast(:pre_eligible as bigint array),
                        cast(:post_taken as bigint array), cast(:post_eligible as bigint array),
                        cast(:duplicates as bigint array), cast(:pending as bigint array),
                        cast(:contribution as bytea array))
                      as rows (programme, participant, cohort, province, gender, organisation, enrolled, pairing, pre,
                               post, pre_taken, pre_eligible, post_taken, post_eligible, duplicates, pending,
                               contribution)
                ) n
                on s.programme = n.programme and s.participant_id = n.participant
                when matched then update
                 set cohort = n.cohort,
                     province = n.province,
                     gender = n.gender,
                     organisation = n.organisation,
                     enrolled = n.enrolled,
                     pairing = n.pairing,
                     pre = n.pre,
                     post = n.post,
                     pre_taken = n.pre_taken,
                     pre_eligible = n.pre_eligible,
                     post_taken = n.post_taken,
                     post_eligible = n.post_eligible,
                     duplicates = n.duplicates,
                     pending = n.pending,
                     contribution = n.contribution,
                     changed_at = current_timestamp
                when not matched then
                    insert (programme, participant_id, cohort, province, gender, organisation, enrolled, pairing, pre,
                            post, pre_taken, pre_eligible, post_taken, post_eligible, duplicates, pending, contribution)
                    values (n.programme, n.participant, n.cohort, n.province, n.gender, n.organisation, n.enrolled,
                            n.pairing, n.pre, n.post, n.pre_taken, n.pre_eligible, n.post_taken, n.post_eligible,
                            n.duplicates, n.pending, n.contribution)
                """);
    }

    private static byte[] pack(Contribution contribution) {
        PackWriter out = new PackWriter();
        contribution.write(out);
        return out.toBytes();
    }

    private static String known(String group) {
        return group.equals(Groups.NONE) ? null : group;
    }

    private static Person person(ResultSet row) throws SQLException {
        byte[] kept = row.getBytes("contribution");
        return new Person(
                row.getObject("id", UUID.class),
                groups(row, ""),
                !row.getBoolean("removed"),
                kept == null
                        ? Optional.empty()
                        : Optional.of(new Delta(groups(row, "kept_"), Contribution.read(new PackReader(kept)), 1)));
    }

    static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getObject("participant_id", UUID.class),
                groups(row, ""),
                row.getBoolean("enrolled"),
                Optional.ofNullable(row.getObject("pre", UUID.class)),
                Optional.ofNullable(row.getObject("post", UUID.class)),
                new Standing.Attempts(row.getInt("pre_taken"), row.getInt("pre_eligible")),
                new Standing.Attempts(row.getInt("post_taken"), row.getInt("post_eligible")),
                row.getInt("duplicates"),
                Contribution.read(new PackReader(row.getBytes("contribution"))));
    }

    private static Groups groups(ResultSet row, String prefix) throws SQLException {
        return Groups.of(
                row.getString(prefix + "cohort"),
                Optional.ofNullable(row.getString(prefix + "province")),
                Optional.ofNullable(row.getString(prefix + "gender")),
                Optional.ofNullable(row.getString(prefix + "organisation")));
    }

    private static String condition(LatePolicy late) {
        String closedBefore = "and not exists (select 1 from cohorts c where c.code = assessments.cohort and ";
        return switch (late) {
            case COUNT -> "";
            case EXCLUDE_CAPTURED ->
                closedBefore + "c.closes_at < assessments.received_at and c.closes_at < assessments.captured_at)";
            case EXCLUDE -> closedBefore + "c.closes_at < assessments.received_at)";
        };
    }

    /** One assessment while its rows, one a scale, are put together. */
    private record Attempt(
            UUID participant,
            Phase phase,
            int number,
            Instant completedAt,
            boolean counts,
            Optional<ScoreStatus> status,
            Map<String, Optional<Double>> percents,
            Set<String> criticalFailed) {

        static Attempt of(RowView row) {
            return new Attempt(
                    row.getColumn("participant_id", UUID.class),
                    row.getColumn("phase", String.class).equals(Phase.PRE.name()) ? Phase.PRE : Phase.POST,
                    row.getColumn("attempt", Integer.class),
                    row.getColumn("completed_at", OffsetDateTime.class).toInstant(),
                    row.getColumn("claim", Long.class) == 1,
                    Optional.ofNullable(row.getColumn("status", String.class)).map(ScoreStatus::valueOf),
                    new HashMap<>(),
                    new HashSet<>());
        }

        void addScale(RowView row) {
            if (status.isPresent()) {
                SkillScore score = new SkillScore(
                        Optional.ofNullable(row.getColumn("points", BigDecimal.class)),
                        Optional.ofNullable(row.getColumn("max_points", BigDecimal.class)));
                percents.put(row.getColumn("scale", String.class), score.percent());
                Optional.ofNullable(row.getColumn("critical_failed", String.class))
                        .ifPresent(criticalFailed::add);
            }
        }

        Taken toTaken(UUID id) {
            return new Taken(id, participant, phase, counts, !criticalFailed.isEmpty(), status.map(this::toScored));
        }

        private ScoredAssessment toScored(ScoreStatus scoreStatus) {
            Map<String, Optional<Double>> skills = new HashMap<>(percents);
            Optional<Double> total = skills.remove(ScoredAssessment.ALL);
            return new ScoredAssessment(
                    participant.toString(),
                    Optional.empty(),
                    phase,
                    number,
                    Optional.of(completedAt),
                    scoreStatus == ScoreStatus.COMPLETED,
                    skills,
                    total);
        }
    }
}
