package org.hunar.server.xlsform;

import java.util.Map;

/**
 * A choice of a list.
 *
 * @param extra further columns, which go to the phone with it
 */
record Choice(Place place, String name, Text label, Map<String, Text> media, Map<String, String> extra) {}
