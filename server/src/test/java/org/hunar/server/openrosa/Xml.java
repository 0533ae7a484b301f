package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** Texts out of the small documents of OpenRosa. */
final class Xml {
    private Xml() {}

    /** Of the first element of this name. */
    static String text(String xml, String element) {
        List<String> all = texts(xml, element);
        assertThat(all).as(element + " in " + xml).isNotEmpty();
        return all.get(0);
    }

    static List<String> texts(String xml, String element) {
        return Pattern.compile("(?s)<(?:[a-z]+:)?" + element + "(?: [^>]*)?>([^<]*)</")
                .matcher(xml)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
    }
}
