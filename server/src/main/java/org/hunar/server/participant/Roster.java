package org.hunar.server.participant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.participant.RosterIntake.Outcome;
import org.hunar.server.participant.RosterMatcher.Match;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Takes in a roster: all rows or none, unless the caller asks for those that are good. */
final class Roster {
    private final Database database;
    private final Programmes programmes;
    private final Participants participants;
    private final RosterIntake intake;

    Roster(Database database, Programmes programmes, Participants participants, RosterIntake intake) {
        this.database = database;
        this.programmes = programmes;
        this.participants = participants;
        this.intake = intake;
    }

    /**
     * What became of a row.
     *
     * @param id of the participant, when it is known whom the row is about
     */
    record Result(int row, Optional<ParticipantId> id, PushStatus status, List<Violation> errors) {
        Map<String, Object> toJson() {
            return new JsonFields()
                    .put("row", row)
                    .putText("id", id)
                    .put("status", status.name())
                    .put("errors", errors.stream().map(Violation::toJson).toList())
                    .toMap();
        }
    }

    /**
     * @param partial whether the good rows are taken when others are not good
     * @return a result for each row, in their order
     * @throws InvalidException with everything that is wrong with any row, if not partial; nothing is stored then
     * @throws ProblemException 403 if a row names a cohort that is not the caller's
     */
    List<Result> take(Caller caller, ProgrammeId programme, List<RosterEntry> entries, boolean partial) {
        return database.inTransaction(tx -> {
            programmes.require(tx, programme);
            List<Result> results = take(tx, caller, programme, entries);
            List<Violation> violations =
                    results.stream().flatMap(result -> result.errors().stream()).toList();
            if (!partial && !violations.isEmpty()) {
                throw new InvalidException(violations);
            }
            return results;
        });
    }

    private List<Result> take(Transaction tx, Caller caller, ProgrammeId programme, List<RosterEntry> entries) {
        SortedMap<Integer, Result> results = new TreeMap<>();
        List<RosterEntry> good = new ArrayList<>();
        Set<CohortId> cohorts = programmes.cohorts(tx, programme).keySet();
        for (RosterEntry entry : entries) {
            List<Violation> violations = violations(entry, cohorts);
            if (violations.isEmpty()) {
                caller.requireTrainer(programme, entry.cohort());
                good.add(entry);
            } else {
                results.put(entry.row(), rejected(entry, Optional.empty(), violations));
            }
        }
        List<RosterEntry> news = new ArrayList<>();
        List<RosterRow> rows = new ArrayList<>();
        RosterMatcher matcher = new RosterMatcher(tx, programme, participants, good);
        for (RosterEntry entry : good) {
            try {
                Match match = matcher.match(entry);
                requireOwn(caller, entry, match);
                if (match.taken()) {
                    results.put(entry.row(), result(entry, match.id(), PushStatus.DUPLICATE, List.of()));
                } else {
                    news.add(entry);
                    rows.add(new RosterRow(match.id(), match.known().isEmpty(), entry.bodyOf(caller.name())));
                }
            } catch (InvalidException e) {
                results.put(entry.row(), rejected(entry, entry.id(), e.violations()));
            }
        }
        putOutcomes(results, news, rows.isEmpty() ? List.of() : intake.take(tx, caller, programme, rows));
        return List.copyOf(results.values());
    }

    private static void putOutcomes(Map<Integer, Result> results, List<RosterEntry> entries, List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            RosterEntry entry = entries.get(i);
            Outcome outcome = outcomes.get(i);
            List<Violation> errors = outcome.errors().stream()
                    .map(error -> new Violation(entry.whereIs().apply(fieldOf(error)), error.code(), error.message()))
                    .toList();
            results.put(entry.row(), result(entry, outcome.id(), outcome.status(), errors));
        }
    }

    /** {@code consent/at} of {@code /consent/at}. */
    private static String fieldOf(Violation error) {
        return error.path().isEmpty() ? "" : error.path().substring(1);
    }

    /** What is wrong with a row by itself, and with the cohort that it names. */
    static List<Violation> violations(RosterEntry entry, Collection<CohortId> cohorts) {
        List<Violation> violations = entry.violations();
        if (violations.isEmpty() && !cohorts.contains(entry.cohort())) {
            violations.add(entry.violation(
                    ParticipantFields.COHORT, "UNKNOWN", "the programme has no cohort " + entry.cohort()));
        }
        return violations;
    }

    /** A trainer moves nobody out of a cohort that is not his. */
    private static void requireOwn(Caller caller, RosterEntry entry, Match match) {
        match.known()
                .filter(known -> !caller.mayTrain(known.programme(), known.cohort()))
                .ifPresent(known -> {
                    throw new InvalidException(List.of(entry.violation(
                            ParticipantFields.COHORT,
                            "FORBIDDEN",
                            "the participant is in a cohort that is not yours")));
                });
    }

    private static Result rejected(RosterEntry entry, Optional<ParticipantId> id, List<Violation> errors) {
        return new Result(entry.row(), id, PushStatus.REJECTED, errors);
    }

    private static Result result(RosterEntry entry, ParticipantId id, PushStatus status, List<Violation> errors) {
        return new Result(entry.row(), Optional.of(id), status, errors);
    }
}
