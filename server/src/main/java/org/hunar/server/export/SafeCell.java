package org.hunar.server.export;

/**
 * Texts that a spreadsheet might take for a formula, and run, get an apostrophe in front; so do those that begin with one,
 * so that whoever reads the file by program takes exactly one apostrophe away and has the text again (OWASP, CSV injection).
 */
final class SafeCell {
    /** What begins a formula in some spreadsheet, also in the wide forms of Chinese keyboards, and the apostrophe. */
    private static final String DANGEROUS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

    private SafeCell() {}

    static String close(String text) {
        return isDangerous(text) ? "'" + text : text;
    }

    static String open(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private static boolean isDangerous(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
    }
}
