package org.hunar.server.report.likeness;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.background.Maker;
import org.hunar.server.report.likeness.LikenessDao.Person;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * The pairs of a programme that are likely one person, likeliest first. They are found anew when the roster or the
 * pairing has changed, and else kept for the next page. What is shown of them is always as it is now.
 */
public final class LikelySame {
    private static final int PROGRAMMES_KEPT = 8;
    private static final double PERCENT_OF_ONE = 100;
    private static final int PARTS_OF_KEY = 3;

    private final Database database;
    private final Programmes programmes;
    private final RosterVersion rosters;
    private final Maker<ProgrammeId, Found> maker;
    private final LikenessDao dao = new LikenessDao();
    private final Cache<ProgrammeId, Found> kept =
            Caffeine.newBuilder().maximumSize(PROGRAMMES_KEPT).build();

    /** @param version of the data in which they were found */
    private record Found(long version, List<Likeness> pairs) {}

    /** @param executor finds them, for those who do not wait */
    public LikelySame(Database database, Programmes programmes, RosterVersion rosters, Executor executor) {
        this.database = database;
        this.programmes = programmes;
        this.rosters = rosters;
        this.maker = new Maker<>(programme -> database.inSnapshot(tx -> found(tx, programme)), executor);
    }

    /**
     * A page of pairs.
     *
     * @throws ProblemException 404 if there is no such programme
     */
    public Map<String, Object> page(ProgrammeId programme, PageRequest page) {
        return database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            return page(tx, programme, found(tx, programme), page);
        });
    }

    /**
     * For whoever would rather have the pairs of a moment ago than wait: as {@link #page}, with {@code newest}: false while
     * those of the roster as it is now are being found.
     *
     * @return empty while they are found for the first time since the start, or since others were asked for
     */
    public Optional<Map<String, Object>> atOnce(ProgrammeId programme, PageRequest page) {
        boolean isKnown = database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            return isNewest(kept.getIfPresent(programme), version(tx, programme));
        });
        if (!isKnown) {
            maker.atOnce(programme);
        }
        // newer ones may be found meanwhile: what is told is about those that are shown
        return Optional.ofNullable(kept.getIfPresent(programme))
                .map(found -> database.inSnapshot(tx -> {
                    Map<String, Object> shown = page(tx, programme, found, page);
                    shown.put("newest", isNewest(found, version(tx, programme)));
                    return shown;
                }));
    }

    private static boolean isNewest(Found known, long version) {
        return known != null && known.version() >= version;
    }

    private long version(Transaction tx, ProgrammeId programme) {
        return rosters.of(tx, programme) + dao.version(tx, programme);
    }

    private Found found(Transaction tx, ProgrammeId programme) {
        long version = version(tx, programme);
        return kept.asMap()
                .compute(
                        programme,
                        (code, known) -> isNewest(known, version) ? known : new Found(version, find(tx, programme)));
    }

    private List<Likeness> find(Transaction tx, ProgrammeId programme) {
        List<Likeness> likely = Matcher.match(dao.entries(tx, programme)).likely();
        return apart(tx, programme, likely);
    }

    /** What a manager has merged and taken apart again is not proposed any more. */
    private List<Likeness> apart(Transaction tx, ProgrammeId programme, List<Likeness> pairs) {
        Set<String> takenApart = dao.mergedOnce(tx, programme, ids(pairs));
        return pairs.stream()
                .filter(pair -> !takenApart.contains(pair.one() + "/" + pair.other())
                        && !takenApart.contains(pair.other() + "/" + pair.one()))
                .toList();
    }

    /** Some may be one person meanwhile, or erased, or were found not to be one: then there are fewer on the page. */
    private Map<String, Object> page(Transaction tx, ProgrammeId programme, Found found, PageRequest page) {
        List<Likeness> some = found.pairs().stream()
                .dropWhile(page.after(LikelySame::upTo).orElse(pair -> false))
                .limit(page.fetch())
                .toList();
        Map<UUID, Person> people = people(tx, programme, some);
        Set<Likeness> proposed = apart(tx, programme, some).stream()
                .filter(pair -> people.keySet().containsAll(List.of(pair.one(), pair.other())))
                .collect(Collectors.toSet());
        return page.page(some, LikelySame::key, proposed::contains, pair -> toJson(pair, people));
    }

    private Map<UUID, Person> people(Transaction tx, ProgrammeId programme, List<Likeness> pairs) {
        Map<UUID, Person> people = new HashMap<>();
        dao.people(tx, programme, ids(pairs)).forEach(person -> people.put(person.id(), person));
        return people;
    }

    private static List<UUID> ids(List<Likeness> pairs) {
        return pairs.stream()
                .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                .distinct()
                .toList();
    }

    /** Where a pair stands in the list; holds also when the pair has gone meanwhile. */
    private static String key(Likeness pair) {
        return pair.score() + "/" + pair.pair();
    }

    private static Predicate<Likeness> upTo(String key) {
        String[] parts = key.split("/");
        if (parts.length != PARTS_OF_KEY) {
            throw new IllegalArgumentException("a score and two ids are expected");
        }
        Likeness last = new Likeness(
                UUID.fromString(parts[1]), UUID.fromString(parts[2]), Map.of(), Double.parseDouble(parts[0]));
        return pair -> Likeness.LIKELIEST_FIRST.compare(pair, last) <= 0;
    }

    private static Map<String, Object> toJson(Likeness pair, Map<UUID, Person> people) {
        Person one = people.get(pair.one());
        Person other = people.get(pair.other());
        boolean otherStays = other.half().compareTo(one.half()) < 0;
        List<Object> reasons = new ArrayList<>();
        List<Object> against = new ArrayList<>();
        pair.evidence().keySet().forEach(each -> (each.isAgainst() ? against : reasons).add(each.toJson()));
        return new JsonFields()
                .put("score", Math.round(pair.score() * PERCENT_OF_ONE) / PERCENT_OF_ONE)
                .put("participants", List.of(toJson(one), toJson(other)))
                .put("reasons", reasons)
                .put("against", against)
                .put("merge", merge(otherStays ? one : other, otherStays ? other : one))
                .toMap();
    }

    /** What {@code POST …/merges} takes, but for its reason. */
    private static Map<String, Object> merge(Person from, Person into) {
        return new JsonFields()
                .putText("from", from.id())
                .putText("into", into.id())
                .toMap();
    }

    /** Somebody in the words by which a manager knows him. */
    static Map<String, Object> toJson(Person person) {
        return new JsonFields()
                .putText("id", person.id())
                .put("number", person.doc().optionalText(ParticipantFields.NUMBER))
                .put("name", person.doc().optionalText(ParticipantFields.NAME))
                .put("name_latin", person.doc().optionalText(ParticipantFields.NAME_LATIN))
                .put("cohort", person.cohort())
                .put("organisation", person.doc().optionalText(ParticipantFields.ORGANISATION))
                .put("phone", person.doc().optionalText(ParticipantFields.PHONE))
                .put("pairing", person.half().name())
                .toMap();
    }
}
