package org.hunar.server.xlsform;

/** A cell that is not empty, as text. */
record Cell(Place place, String text) {
    Cell with(String other) {
        return new Cell(place, other);
    }
}
