package org.hunar.server.report.likeness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.participant.LikelyKnown;
import org.hunar.server.report.likeness.Entry.Half;
import org.hunar.server.report.likeness.LikenessDao.Person;
import org.hunar.server.storage.Transaction;

/**
 * Compares rows that are to be stored with everybody on the roster and with each other, as the pairing desk compares the
 * roster with itself. One number that only one person has is enough here, whatever speaks against it: to look twice
 * before costs less than a merge afterwards.
 */
public final class RosterLikeness implements LikelyKnown {
    private static final Set<Evidence> ENOUGH = Set.of(Evidence.SAME_NATIONAL_ID, Evidence.SAME_PHONE);
    private static final int SHOWN = 3;

    /** No id of a person begins so: none of the versions in use does. */
    private static final long ROW = -1L;

    private final LikenessDao dao = new LikenessDao();

    @Override
    public Map<Integer, List<Match>> find(
            Transaction tx, ProgrammeId programme, Map<Integer, Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        NameForm.Reader names = new NameForm.Reader();
        List<Entry> entries = new ArrayList<>(dao.entries(tx, programme));
        rows.forEach((row, fields) -> entries.add(Entry.of(
                id(row),
                String.valueOf(fields.get(ParticipantFields.COHORT)),
                Half.NONE,
                JsonObject.of("", fields),
                names)));
        List<Likeness> likely = Matcher.match(entries, RosterLikeness::isAboutARow, RosterLikeness::isWorthALook)
                .likely();
        return matches(likely, people(tx, programme, likely));
    }

    private Map<UUID, Person> people(Transaction tx, ProgrammeId programme, List<Likeness> likely) {
        Set<UUID> known = likely.stream()
                .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                .filter(id -> !isRow(id))
                .collect(Collectors.toSet());
        return dao.people(tx, programme, known).stream().collect(Collectors.toMap(Person::id, person -> person));
    }

    private static Map<Integer, List<Match>> matches(List<Likeness> likely, Map<UUID, Person> people) {
        Map<Integer, List<Match>> matches = new HashMap<>();
        for (Likeness pair : likely) {
            add(matches, pair.one(), pair.other(), pair, people);
            add(matches, pair.other(), pair.one(), pair, people);
        }
        return matches;
    }

    /** Of two rows it is the later one that is doubtful: the first of them stands for itself. */
    private static void add(
            Map<Integer, List<Match>> matches, UUID row, UUID other, Likeness pair, Map<UUID, Person> people) {
        if (!isRow(row) || isRow(other) && number(other) > number(row)) {
            return;
        }
        List<Match> of = matches.computeIfAbsent(number(row), none -> new ArrayList<>());
        if (of.size() < SHOWN) {
            of.add(new Match(
                    isRow(other) ? Optional.of(number(other)) : Optional.empty(),
                    isRow(other) ? Map.of() : LikelySame.toJson(people.get(other)),
                    pair.evidence().keySet().stream()
                            .filter(each -> !each.isAgainst())
                            .<Object>map(Evidence::toJson)
                            .toList()));
        }
    }

    private static boolean isAboutARow(Entry one, Entry other) {
        return isRow(one.id()) || isRow(other.id());
    }

    private static boolean isWorthALook(Likeness pair) {
        return pair.score() >= Matcher.LIKELY
                || pair.evidence().keySet().stream().anyMatch(ENOUGH::contains);
    }

    private static UUID id(int row) {
        return new UUID(ROW, row);
    }

    private static boolean isRow(UUID id) {
        return id.getMostSignificantBits() == ROW;
    }

    private static int number(UUID id) {
        return (int) id.getLeastSignificantBits();
    }
}
