package org.hunar.server.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.server.report.state.Groups;

/** The property of a participant by which a report is divided. */
public enum GroupBy {
    COHORT,
    PROVINCE,
    GENDER,
    ORGANISATION;

    /** Group of the people who have no such property; the brackets keep it apart from what people write. */
    public static final String NONE = Groups.NONE;

    /** The name in the API, such as {@code cohort}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GroupBy> named(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst();
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(GroupBy::wireName).collect(Collectors.toList());
    }
}
