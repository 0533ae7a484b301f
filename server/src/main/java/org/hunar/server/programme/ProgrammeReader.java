package org.hunar.server.programme;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;

/** What a caller may see of programmes: all that he has a role in, and of cohorts a trainer only his own. */
final class ProgrammeReader {
    private final Database database;
    private final ProgrammeDao programmes = new ProgrammeDao();
    private final CohortDao cohorts = new CohortDao();
    private final SkillDao skills = new SkillDao();

    ProgrammeReader(Database database) {
        this.database = database;
    }

    /** A page by code. */
    Map<String, Object> programmes(Caller caller, PageRequest page) {
        Optional<List<ProgrammeId>> only = caller.isAdmin() ? Optional.empty() : Optional.of(own(caller));
        return database.inSnapshot(tx -> page.pageByName(
                programmes.page(tx, only, page.afterName(), page.fetch()),
                programme -> programme.value().code().value(),
                programme -> programme.toJson(Programme::toJson)));
    }

    /** Those in which he has a role. */
    private static List<ProgrammeId> own(Caller caller) {
        return caller.grants().stream()
                .flatMap(grant -> grant.programme().stream())
                .filter(caller::isMember)
                .distinct()
                .toList();
    }

    Stored<Programme> programme(Caller caller, ProgrammeId code) {
        caller.requireMember(code);
        return database.inSnapshot(tx -> programmes.find(tx, code)).orElseThrow(() -> Programmes.notFound(code));
    }

    /** A page by code. */
    Map<String, Object> cohorts(Caller caller, ProgrammeId programme, PageRequest page) {
        caller.requireMember(programme);
        Optional<List<CohortId>> only =
                caller.seesAllCohorts(programme) ? Optional.empty() : Optional.of(trained(caller, programme));
        return database.inSnapshot(tx -> page.pageByName(
                cohorts.page(tx, programme, only, page.afterName(), page.fetch()),
                cohort -> cohort.value().code().value(),
                cohort -> cohort.toJson(Cohort::toJson)));
    }

    private static List<CohortId> trained(Caller caller, ProgrammeId programme) {
        return caller.grants().stream()
                .flatMap(grant -> grant.cohorts().stream())
                .filter(cohort -> caller.mayTrain(programme, cohort))
                .distinct()
                .toList();
    }

    Stored<Cohort> cohort(Caller caller, ProgrammeId programme, CohortId code) {
        caller.requireMember(programme);
        return database.inSnapshot(tx -> cohorts.find(tx, List.of(code)).stream()
                        .filter(cohort -> cohort.value().programme().equals(programme))
                        .filter(cohort -> maySee(caller, cohort.value()))
                        .findFirst())
                .orElseThrow(() -> notFound("cohort", code));
    }

    List<Stored<Skill>> skills(Caller caller, ProgrammeId programme) {
        caller.requireMember(programme);
        return database.inSnapshot(tx -> skills.of(tx, programme));
    }

    Stored<Skill> skill(Caller caller, ProgrammeId programme, SkillId code) {
        Optional<Stored<Skill>> found = skills(caller, programme).stream()
                .filter(skill -> skill.value().code().equals(code))
                .findFirst();
        return found.orElseThrow(() -> notFound("skill", code));
    }

    private static boolean maySee(Caller caller, Cohort cohort) {
        return caller.seesAllCohorts(cohort.programme()) || caller.mayTrain(cohort.programme(), cohort.code());
    }

    private static ProblemException notFound(String what, Object code) {
        return ProblemException.notFound(what + " " + code + " in this programme");
    }
}
