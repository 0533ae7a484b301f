package org.hunar.server.xlsform;

/**
 * Where in a workbook something stands.
 *
 * @param sheet its name as the workbook writes it; empty for the workbook as a whole
 * @param row as Excel counts, from 1; 0 for the whole sheet
 * @param column from 1; 0 for the whole row
 */
public record Place(String sheet, int row, int column) {
    private static final int LETTERS = 26;

    static final Place WORKBOOK = new Place("", 0, 0);

    /** The column as Excel letters it: A, B … Z, AA …; empty for a whole row. */
    public String letters() {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** As formulas write it: {@code survey!C7}, {@code survey!7}, {@code survey}. */
    @Override
    public String toString() {
        return row == 0 ? sheet : sheet + "!" + letters() + row;
    }
}
