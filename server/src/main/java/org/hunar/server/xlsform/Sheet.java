package org.hunar.server.xlsform;

import java.util.List;

/**
 * The cells of a sheet that are not empty.
 *
 * @param name as the workbook writes it
 * @param header the first row
 * @param rows those below it, without the empty ones
 */
record Sheet(String name, List<Cell> header, List<List<Cell>> rows) {
    Place place() {
        return new Place(name, 0, 0);
    }
}
