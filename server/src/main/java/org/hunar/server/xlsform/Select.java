package org.hunar.server.xlsform;

import java.util.Map;

/**
 * From what a question lets choose.
 *
 * @param list name of the list in the sheet choices, or of a file with its extension
 * @param fromFile whether it is a file that comes with the form
 * @param filter the choice_filter, or empty
 * @param parameters randomize, seed, value, label
 */
record Select(String list, boolean fromFile, String filter, Map<String, String> parameters) {
    /** The id of the instance that holds the choices. */
    String instance() {
        return fromFile ? list.substring(0, list.lastIndexOf('.')) : list;
    }

    static boolean isFile(String list) {
        return list.endsWith(".csv") || list.endsWith(".xml") || list.endsWith(".geojson");
    }

    /** Where a phone finds the file. */
    String source() {
        return list.endsWith(".csv") ? "jr://file-csv/" + list : "jr://file/" + list;
    }

    boolean isRandomised() {
        return "true".equals(parameters.get("randomize"));
    }
}
