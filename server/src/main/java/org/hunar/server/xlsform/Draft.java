package org.hunar.server.xlsform;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.problem.Violation;

/**
 * The instrument that a form makes, as it would be sent in JSON with its key as the member {@code key}, and where in the
 * workbook each of its parts stands.
 *
 * @param json the body of {@code POST …/instruments}, and {@code skills}: the titles, by language, of those it names, by code
 * @param places JSON Pointer to the cell; what stands below a pointer is found by it too
 */
public record Draft(Map<String, Object> json, Map<String, Place> places) {
    public Draft {
        places = new TreeMap<>(places);
    }

    /** A violation of the JSON as one of the workbook: {@code survey!C7} in place of {@code /sections/0/items/3/label}. */
    public Violation atItsCell(Violation violation) {
        return place(violation.path())
                .map(place -> new Violation(place.toString(), violation.code(), violation.message()))
                .orElse(violation);
    }

    /** Where a part of the JSON stands in the workbook; empty if nowhere. */
    Optional<Place> place(String pointer) {
        for (String path = pointer; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
            Place place = places.get(path);
            if (place != null && !place.toString().isEmpty()) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
