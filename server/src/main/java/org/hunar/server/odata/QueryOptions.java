package org.hunar.server.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.http.ProblemException;
import org.hunar.server.odata.filter.Expression;
import org.hunar.server.odata.filter.FilterParser;
import org.hunar.server.odata.filter.Property;

/** The query options of a call. One that is not known is refused: without its {@code $} a filter would let everything by. */
final class QueryOptions {
    private static final String FILTER = "$filter";
    private static final String ORDERBY = "$orderby";
    private static final String SELECT = "$select";
    private static final String TOP = "$top";
    private static final String SKIP = "$skip";
    private static final String COUNT = "$count";
    private static final String FORMAT = "$format";

    /** Not of the standard's, but named by it: the rest of the table behind the page before. */
    static final String SKIPTOKEN = "$skiptoken";

    static final Set<String> OF_NOTHING = Set.of(FORMAT);
    static final Set<String> OF_ROW = Set.of(SELECT, FORMAT);
    static final Set<String> OF_COUNT = Set.of(FILTER, FORMAT);
    static final Set<String> OF_ROWS = Set.of(FILTER, ORDERBY, SELECT, TOP, SKIP, COUNT, FORMAT, SKIPTOKEN);

    /** Of the standard, and not done here. */
    private static final Set<String> NOT_DONE =
            Set.of("$expand", "$apply", "$search", "$compute", "$levels", "$index", "$deltatoken", "$id");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern SPACES = Pattern.compile("[ \\t]+");

    private final Map<String, String> given;

    private QueryOptions(Map<String, String> given) {
        this.given = given;
    }

    /**
     * @param given the values of each option, by its name
     * @param known those that mean something here
     * @throws InvalidException for one that does not, or stands there twice
     * @throws ProblemException 501 for one that the standard knows and this feed does not
     */
    static QueryOptions of(Map<String, List<String>> given, Set<String> known) {
        given.forEach((name, values) -> {
            if (NOT_DONE.contains(name) || name.startsWith("@")) {
                throw new ProblemException(
                        501, "NOT_IMPLEMENTED", "?" + name + ": this feed has no " + name + "; leave it out");
            }
            if (!known.contains(name)) {
                String meant = known.contains("$" + name) ? "; write $" + name : "";
                throw InvalidException.at(
                        "?" + name,
                        "UNKNOWN",
                        "there are " + String.join(", ", new TreeSet<>(known)) + " here" + meant);
            }
            if (values.size() > 1) {
                throw InvalidException.at("?" + name, "INVALID", "this option stands there more than once");
            }
        });
        return new QueryOptions(given.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().get(0))));
    }

    Optional<String> format() {
        return value(FORMAT);
    }

    /** As given, for the link to the next page. */
    Optional<String> value(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** @throws InvalidException naming the option, and where in it, that cannot be read */
    Query of(EntitySet set) {
        RowOrder order =
                RowOrder.of(value(ORDERBY).map(text -> steps(text, set)).orElse(List.of()), set);
        return new Query(
                set,
                filter(set),
                order,
                value(SELECT)
                        .map(text -> columns(text, set))
                        .orElseGet(() -> List.copyOf(set.properties().values())),
                value(SELECT).isPresent(),
                value(SKIPTOKEN).map(token -> SkipToken.read(token, order, set)),
                number(SKIP).orElse(0L),
                number(TOP).orElse(Long.MAX_VALUE),
                flag(COUNT));
    }

    private Optional<Expression> filter(EntitySet set) {
        return value(FILTER).map(text -> FilterParser.parse(text, set.properties()));
    }

    private static List<Property> columns(String text, EntitySet set) {
        Set<String> wanted = new TreeSet<>();
        for (String name : text.split(",", -1)) {
            wanted.add(name.strip());
        }
        if (wanted.contains("*")) {
            return List.copyOf(set.properties().values());
        }
        wanted.forEach(name -> column(SELECT, name, set));
        return set.properties().values().stream()
                .filter(property -> wanted.contains(property.name()))
                .toList();
    }

    private static List<RowOrder.Step> steps(String text, EntitySet set) {
        List<RowOrder.Step> steps = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            String[] words = SPACES.split(each.strip());
            boolean descending = words.length == 2 && words[1].equals("desc");
            if (words.length > 2 || words.length == 2 && !descending && !words[1].equals("asc")) {
                throw InvalidException.at(
                        "?" + ORDERBY,
                        "INVALID",
                        "'" + each.strip() + "': a column is expected, and asc or desc; rows are not ordered by what is"
                                + " computed from columns");
            }
            Property property = column(ORDERBY, words[0], set);
            if (steps.stream().noneMatch(step -> step.property().equals(property))) {
                steps.add(new RowOrder.Step(property, descending));
            }
        }
        return steps;
    }

    private static Property column(String option, String name, EntitySet set) {
        return set.property(name)
                .orElseThrow(() -> InvalidException.at(
                        "?" + option,
                        "INVALID",
                        "there is no column '" + name + "' in " + set.name() + "; there are "
                                + String.join(", ", set.properties().keySet())));
    }

    private Optional<Long> number(String name) {
        return value(name).map(text -> {
            if (!NUMBER.matcher(text).matches()) {
                throw InvalidException.at("?" + name, "INVALID", "a whole number from 0 on is expected");
            }
            return Long.valueOf(text);
        });
    }

    private boolean flag(String name) {
        return value(name)
                .map(text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw InvalidException.at("?" + name, "INVALID", "true or false is expected");
                    }
                    return text.equals("true");
                })
                .orElse(false);
    }
}
