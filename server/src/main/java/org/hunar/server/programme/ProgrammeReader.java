package org.hunar.server.programme;

import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Caller;
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

    List<Stored<Programme>> programmes(Caller caller) {
        return database.inSnapshot(tx -> programmes.all(tx).stream()
                .filter(programme -> caller.isMember(programme.value().code()))
                .toList());
    }

    Stored<Programme> programme(Caller caller, ProgrammeId code) {
        caller.requireMember(code);
        return database.inSnapshot(tx -> programmes.find(tx, code)).orElseThrow(() -> Programmes.notFound(code));
    }

    List<Stored<Cohort>> cohorts(Caller caller, ProgrammeId programme) {
        caller.requireMember(programme);
        return database.inSnapshot(tx -> cohorts.of(tx, programme).stream()
                .filter(cohort -> maySee(caller, cohort.value()))
                .toList());
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
