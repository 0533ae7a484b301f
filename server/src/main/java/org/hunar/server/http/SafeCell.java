package org.hunar.server.http;

/**
 * Texts that a spreadsheet might take for a formula, and run, get an apostrophe in front; so do those that begin with one,
 * so that whoever reads the file by program takes exactly one apostrophe away and has the text again (OWASP, CSV injection).
 */
public final class SafeCell {
    /** What begins a formula in some spreadsheet, also in the wide forms of Chinese keyboards, and the apostrophe. */
    private static final String DANGEROUS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

    private SafeCell() {}

    public static String close(String text) {
        return isDangerous(text) ? "'" + text : text;
    }

    /** Of a file that may be ours or not: an apostrophe that nothing demands is part of the text, as in 'Abdullah. */
    public static String openIfClosed(String cell) {
        String text = open(cell);
        return isDangerous(text) ? text : cell;
    }

    public static String open(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private static boolean isDangerous(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
    }
}
