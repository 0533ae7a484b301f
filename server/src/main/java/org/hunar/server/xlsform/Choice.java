package org.hunar.server.xlsform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A choice of a list.
 *
 * @param extra further columns, which go to the phone with it
 */
record Choice(Place place, String name, Text label, Map<String, Text> media, Map<String, String> extra) {
    Choice without(Set<String> columns) {
        Map<String, String> fewer = new LinkedHashMap<>(extra);
        fewer.keySet().removeAll(columns);
        return new Choice(place, name, label, media, fewer);
    }
}
