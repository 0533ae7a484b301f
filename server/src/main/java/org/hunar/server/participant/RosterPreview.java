package org.hunar.server.participant;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.auth.Caller;
import org.hunar.server.participant.RosterMatcher.Match;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Tells what would become of the rows of a roster, and stores nothing. */
final class RosterPreview {
    private static final int BATCH = 500;

    private final Database database;
    private final Programmes programmes;
    private final Participants participants;
    private final LikelyKnown likely;

    RosterPreview(Database database, Programmes programmes, Participants participants, LikelyKnown likely) {
        this.database = database;
        this.programmes = programmes;
        this.participants = participants;
        this.likely = likely;
    }

    /** What a row would do. */
    enum Fate {
        NEW,
        CHANGED,
        /** Everything it says is known. */
        SAME,
        /** New by its number, but likely somebody who is on the roster already, or in an earlier row. */
        DOUBTFUL,
        WRONG
    }

    /** @param likely who may be the same person */
    private record Row(RosterEntry entry, Fate fate, List<Violation> errors, List<LikelyKnown.Match> likely) {
        Row(RosterEntry entry, Fate fate) {
            this(entry, fate, List.of(), List.of());
        }

        static Row wrong(RosterEntry entry, List<Violation> errors) {
            return new Row(entry, Fate.WRONG, errors, List.of());
        }

        Row doubtful(List<LikelyKnown.Match> matches) {
            return new Row(entry, Fate.DOUBTFUL, List.of(), matches);
        }

        Map<String, Object> toJson(Map<Integer, Integer> lines) {
            Map<String, Object> json = new JsonFields()
                    .put("row", entry.row())
                    .put("line", entry.line())
                    .put("fate", fate.name())
                    .put("errors", errors.stream().map(Violation::toJson).toList())
                    .put(
                            "likely",
                            likely.stream().map(match -> toJson(match, lines)).toList())
                    .toMap();
            json.put("fields", entry.fields());
            return json;
        }

        private static Map<String, Object> toJson(LikelyKnown.Match match, Map<Integer, Integer> lines) {
            Map<String, Object> json = new LinkedHashMap<>(match.person());
            match.row().ifPresent(row -> json.put("line", lines.get(row)));
            json.put("reasons", match.reasons());
            return json;
        }
    }

    /** A line for each row, in their order. */
    List<Map<String, Object>> of(Caller caller, ProgrammeId programme, List<RosterEntry> entries) {
        return database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            Set<CohortId> cohorts = programmes.cohorts(tx, programme).keySet();
            List<RosterEntry> good = entries.stream()
                    .filter(entry -> Roster.violations(entry, cohorts).isEmpty())
                    .toList();
            RosterMatcher matcher = new RosterMatcher(tx, programme, participants, good);
            Set<String> names = names(tx, programme, cohorts(good));
            List<Row> rows = new ArrayList<>();
            for (RosterEntry entry : entries) {
                List<Violation> wrong = Roster.violations(entry, cohorts);
                rows.add(wrong.isEmpty() ? matched(entry, matcher, names) : Row.wrong(entry, wrong));
            }
            Map<Integer, Integer> lines =
                    entries.stream().collect(Collectors.toMap(RosterEntry::row, RosterEntry::line));
            return doubted(tx, programme, rows).stream()
                    .map(row -> row.toJson(lines))
                    .toList();
        });
    }

    /** Whoever is new by the number may be known by another, or stand in another cohort. */
    private List<Row> doubted(Transaction tx, ProgrammeId programme, List<Row> rows) {
        Map<Integer, Map<String, Object>> news = rows.stream()
                .filter(row -> row.fate() == Fate.NEW || row.fate() == Fate.DOUBTFUL)
                .map(Row::entry)
                .collect(Collectors.toMap(RosterEntry::row, RosterEntry::fields));
        Map<Integer, List<LikelyKnown.Match>> matches = likely.find(tx, programme, news);
        return rows.stream()
                .map(row -> Optional.ofNullable(matches.get(row.entry().row()))
                        .map(row::doubtful)
                        .orElse(row))
                .toList();
    }

    private static Row matched(RosterEntry entry, RosterMatcher matcher, Set<String> names) {
        try {
            Match match = matcher.match(entry);
            if (match.taken()) {
                return new Row(entry, Fate.SAME);
            }
            boolean isKnown = match.known().isPresent();
            boolean nameIsNew = names.add(name(entry.cohort(), entry.fields()));
            return new Row(entry, isKnown ? Fate.CHANGED : nameIsNew ? Fate.NEW : Fate.DOUBTFUL);
        } catch (InvalidException e) {
            return Row.wrong(entry, e.violations());
        }
    }

    private static Set<CohortId> cohorts(List<RosterEntry> rows) {
        return rows.stream().map(RosterEntry::cohort).collect(Collectors.toSet());
    }

    /** Of everybody on the roster of these cohorts, with the cohort. */
    private Set<String> names(Transaction tx, ProgrammeId programme, Set<CohortId> cohorts) {
        Set<String> names = new HashSet<>();
        Optional<ParticipantId> after = Optional.empty();
        List<ParticipantRecord> batch = participants.page(tx, programme, cohorts, after, BATCH);
        while (!batch.isEmpty()) {
            batch.stream().filter(each -> !each.removed()).forEach(each -> names.add(name(each.cohort(), each.doc())));
            after = Optional.of(batch.get(batch.size() - 1).id());
            batch = participants.page(tx, programme, cohorts, after, BATCH);
        }
        return names;
    }

    /** However it is spaced and capitalised. */
    private static String name(CohortId cohort, Map<String, Object> fields) {
        String name = String.valueOf(fields.get(ParticipantFields.NAME));
        return cohort + " "
                + Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .trim()
                        .replaceAll("\\s+", " ");
    }
}
