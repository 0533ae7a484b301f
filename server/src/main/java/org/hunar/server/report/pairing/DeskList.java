package org.hunar.server.report.pairing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lists of the pairing desk of people one by one. */
enum DeskList {
    /** A PRE counts, and no POST does. */
    PRE_ONLY,
    /** A POST counts, and no PRE does. */
    POST_ONLY,
    /** Several attempts might count, and a policy chose, or one attempt was captured twice. */
    AMBIGUOUS;

    /** The name in the API, such as {@code pre_only}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DeskList> named(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(DeskList::wireName).toList();
    }
}
