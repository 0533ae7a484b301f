package org.hunar.server.odata;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The address of the page behind a page: the same question, from there on.
 *
 * @param root address of the service, with a slash at its end
 * @param options of the page
 */
record NextLink(String root, Query query, QueryOptions options) {
    private static final List<String> KEPT = List.of("$filter", "$orderby", "$select", "$format");

    /** Empty after the last page. What was counted is not counted again. */
    Optional<String> of(Pages.Page page) {
        return page.last().map(last -> root + query.set().name() + "?" + options(page.rows(), last));
    }

    private String options(long rows, Object[] last) {
        Stream<String> kept =
                KEPT.stream().flatMap(name -> options.value(name).map(value -> option(name, value)).stream());
        Stream<String> top = query.top() == Long.MAX_VALUE
                ? Stream.empty()
                : Stream.of(option("$top", Long.toString(query.top() - rows)));
        Stream<String> token = Stream.of(option(QueryOptions.SKIPTOKEN, SkipToken.of(query.order(), last)));
        return Stream.of(kept, top, token).flatMap(each -> each).collect(Collectors.joining("&"));
    }

    private static String option(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
