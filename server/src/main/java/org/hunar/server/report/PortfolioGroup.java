package org.hunar.server.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what programmes, or their people, are put together in a portfolio. */
enum PortfolioGroup {
    SECTOR,
    MINISTRY,
    /** Of the participants: a programme may have people of several. */
    PROVINCE;

    /** The name in the API, such as {@code sector}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PortfolioGroup> named(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(PortfolioGroup::wireName).toList();
    }
}
