package org.hunar.server.programme;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Places;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Transaction;

/** What there is of programmes, cohorts and skills. Whoever asks has checked what the caller may see. */
public final class Programmes implements Places {
    private final ProgrammeDao programmes = new ProgrammeDao();
    private final CohortDao cohorts = new CohortDao();
    private final SkillDao skills = new SkillDao();

    public Optional<Programme> find(Transaction tx, ProgrammeId programme) {
        return programmes.find(tx, programme).map(Stored::value);
    }

    /** All programmes, by code. */
    public List<Programme> all(Transaction tx) {
        return programmes.all(tx).stream().map(Stored::value).toList();
    }

    /** @throws ProblemException 404 if there is no such programme */
    public Programme require(Transaction tx, ProgrammeId programme) {
        return find(tx, programme).orElseThrow(() -> notFound(programme));
    }

    /**
     * As {@link #require}, and no setting of it changes before the transaction ends: what is scored by them is right.
     * Whoever changes them afterwards finds what was scored.
     */
    public Programme requireToScore(Transaction tx, ProgrammeId programme) {
        return programmes.share(tx, programme).map(Stored::value).orElseThrow(() -> notFound(programme));
    }

    public Optional<Cohort> cohort(Transaction tx, CohortId cohort) {
        return Optional.ofNullable(cohorts(tx, List.of(cohort)).get(cohort));
    }

    /** Those of the cohorts that there are, whichever programmes they belong to. */
    public Map<CohortId, Cohort> cohorts(Transaction tx, Collection<CohortId> codes) {
        return cohorts.find(tx, codes).stream()
                .map(Stored::value)
                .collect(Collectors.toMap(Cohort::code, Function.identity()));
    }

    /** All cohorts of a programme, by code. */
    public SortedMap<CohortId, Cohort> cohorts(Transaction tx, ProgrammeId programme) {
        SortedMap<CohortId, Cohort> byCode = new TreeMap<>();
        cohorts.of(tx, programme).forEach(cohort -> byCode.put(cohort.value().code(), cohort.value()));
        return byCode;
    }

    /** All skills of a programme, by code. */
    public SortedMap<SkillId, Skill> skills(Transaction tx, ProgrammeId programme) {
        SortedMap<SkillId, Skill> byCode = new TreeMap<>();
        skills.of(tx, programme).forEach(skill -> byCode.put(skill.value().code(), skill.value()));
        return byCode;
    }

    /** Adds a skill that the programme has not. Whoever does so tells others of it. */
    public void add(Transaction tx, ProgrammeId programme, Skill skill) {
        skills.insert(tx, programme, skill, 1);
    }

    @Override
    public boolean exists(Transaction tx, ProgrammeId programme) {
        return programmes.find(tx, programme).isPresent();
    }

    @Override
    public Optional<ProgrammeId> programmeOf(Transaction tx, CohortId cohort) {
        return cohort(tx, cohort).map(Cohort::programme);
    }

    static ProblemException notFound(ProgrammeId programme) {
        return ProblemException.notFound("programme " + programme);
    }
}
