package org.hunar.server.programme;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.UserName;
import org.hunar.server.auth.Users;
import org.hunar.server.http.ETags;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.ProgrammeListener.Change;
import org.hunar.server.programme.Stored.Outcome;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * Creates and changes programmes, cohorts and skills. What is put as it already is stays at its revision, so a set-up
 * script can be run twice. {@code ifMatch} is the header of that name, or null.
 */
final class ProgrammeEditor {
    private final Database database;
    private final Users users;
    private final Audit audit;
    private final ProgrammeListener listener;
    private final ScoringRulesListener rules;
    private final ProgrammeDao programmes = new ProgrammeDao();
    private final CohortDao cohorts = new CohortDao();
    private final SkillDao skills = new SkillDao();

    ProgrammeEditor(
            Database database, Users users, Audit audit, ProgrammeListener listener, ScoringRulesListener rules) {
        this.database = database;
        this.users = users;
        this.audit = audit;
        this.listener = listener;
        this.rules = rules;
    }

    /** An administrator creates a programme; its managers change it. */
    Stored<Programme> put(Caller caller, Programme wanted, String ifMatch) {
        ProgrammeId code = wanted.code();
        caller.requireManager(code);
        return database.inTransaction(tx -> {
            Optional<Stored<Programme>> found = programmes.lock(tx, code);
            if (found.isEmpty()) {
                caller.requireAdmin();
            }
            Stored<Programme> stored = store(
                    found,
                    wanted,
                    ifMatch,
                    rev -> programmes.insert(tx, wanted, rev),
                    rev -> programmes.update(tx, wanted, rev));
            if (found.filter(before -> scoresOtherwise(before.value(), wanted)).isPresent()) {
                rules.rulesChanged(tx, code);
            }
            if (stored.isNews()) {
                tell(tx, caller, new Change(code, "programme", code.value(), stored.rev(), wanted.toJson()));
            }
            return stored;
        });
    }

    /** Cuts, bands and targets are applied when a report is read; this one share decides whether there is a score. */
    private static boolean scoresOtherwise(Programme before, Programme after) {
        return before.minAnsweredShare().compareTo(after.minAnsweredShare()) != 0;
    }

    /**
     * Creates or changes a cohort; its list of trainers is granted in the same transaction.
     *
     * @throws ProblemException 409 {@code COHORT_ELSEWHERE} if another programme has a cohort of this code
     */
    Stored<Cohort> put(Caller caller, Cohort asked, String ifMatch) {
        ProgrammeId programme = asked.programme();
        caller.requireManager(programme);
        List<UserName> trainers = trainers(asked);
        Cohort wanted = withTrainers(asked, trainers);
        return database.inTransaction(tx -> {
            lockProgramme(tx, programme);
            Optional<Stored<Cohort>> found = cohorts.lock(tx, wanted.code());
            found.ifPresent(old -> requireSameProgramme(old.value(), programme));
            Stored<Cohort> stored = store(
                    found,
                    wanted,
                    ifMatch,
                    rev -> cohorts.insert(tx, wanted, rev),
                    rev -> cohorts.update(tx, wanted, rev));
            if (stored.isNews()) {
                users.setTrainers(tx, programme, wanted.code(), trainers);
                String code = wanted.code().value();
                tell(tx, caller, new Change(programme, "cohort", code, stored.rev(), wanted.toJson()));
            }
            return stored;
        });
    }

    /** @throws InvalidException if the parent is not there, or is the skill itself or below it */
    Stored<Skill> put(Caller caller, ProgrammeId programme, Skill wanted, String ifMatch) {
        caller.requireManager(programme);
        return database.inTransaction(tx -> {
            lockProgramme(tx, programme);
            Map<SkillId, Stored<Skill>> all = skills.of(tx, programme).stream()
                    .collect(Collectors.toMap(skill -> skill.value().code(), Function.identity()));
            requireParent(wanted, all);
            Optional<Stored<Skill>> found = Optional.ofNullable(all.get(wanted.code()));
            Stored<Skill> stored = store(
                    found,
                    wanted,
                    ifMatch,
                    rev -> skills.insert(tx, programme, wanted, rev),
                    rev -> skills.update(tx, programme, wanted, rev));
            if (stored.isNews()) {
                String code = wanted.code().value();
                tell(tx, caller, new Change(programme, "skill", code, stored.rev(), wanted.toJson()));
            }
            return stored;
        });
    }

    private static <T> Stored<T> store(
            Optional<Stored<T>> found, T wanted, String ifMatch, LongConsumer insert, LongConsumer update) {
        if (ifMatch != null) {
            ETags.requireMatch(ifMatch, found.map(old -> ETags.of(old.rev())));
        }
        if (found.isEmpty()) {
            insert.accept(1);
            return new Stored<>(wanted, 1, Outcome.CREATED);
        }
        Stored<T> old = found.get();
        if (old.value().equals(wanted)) {
            return old;
        }
        update.accept(old.rev() + 1);
        return new Stored<>(wanted, old.rev() + 1, Outcome.CHANGED);
    }

    /** Changes of one programme's parts wait for each other, so that two skills cannot become each other's parent. */
    private void lockProgramme(Transaction tx, ProgrammeId programme) {
        if (programmes.lock(tx, programme).isEmpty()) {
            throw Programmes.notFound(programme);
        }
    }

    private void tell(Transaction tx, Caller caller, Change change) {
        audit.done(tx, caller.name(), change.entity() + ".put", change.programme(), change.id());
        listener.changed(tx, change);
    }

    private static void requireSameProgramme(Cohort cohort, ProgrammeId programme) {
        if (!cohort.programme().equals(programme)) {
            throw ProblemException.conflict(
                    "COHORT_ELSEWHERE",
                    "another programme has a cohort " + cohort.code() + ": codes of cohorts are unique over all");
        }
    }

    private static void requireParent(Skill wanted, Map<SkillId, Stored<Skill>> all) {
        Optional<SkillId> above = wanted.parent();
        while (above.isPresent()) {
            Stored<Skill> skill = all.get(above.get());
            if (above.get().equals(wanted.code())) {
                throw InvalidException.at("/parent", "INVALID", "a skill cannot be above itself");
            }
            if (skill == null) {
                throw InvalidException.at("/parent", "UNKNOWN", "the programme has no skill " + above.get());
            }
            above = skill.value().parent();
        }
    }

    private static List<UserName> trainers(Cohort cohort) {
        List<String> names = cohort.trainers();
        return IntStream.range(0, names.size())
                .mapToObj(i -> PathValue.of("trainers/" + i, names.get(i), UserName::new))
                .distinct()
                .toList();
    }

    private static Cohort withTrainers(Cohort cohort, List<UserName> trainers) {
        List<String> names = trainers.stream().map(UserName::value).toList();
        return new Cohort(
                cohort.code(),
                cohort.programme(),
                cohort.title(),
                cohort.province(),
                cohort.site(),
                cohort.closesAt(),
                names);
    }
}
