package org.hunar.server.odata.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hunar.model.problem.InvalidException;

/** Divides a filter into words. */
final class Lexer {
    private static final Pattern SPACE = Pattern.compile("[ \\t]*+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_./]*+");
    private static final Pattern GUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** The plus of an offset that was not encoded comes as a space. */
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,12})?)?)(Z|[-+ ]\\d{2}:\\d{2})");

    private static final Pattern NUMBER = Pattern.compile("\\d++(\\.\\d++)?([eE][-+]?\\d{1,4})?");
    private static final int MOST_DIGITS = 100;
    private static final int LONG_DIGITS = 18;
    private static final int NANO_DIGITS = 9;

    private final String option;
    private final String text;
    private int at;

    /** @param option in which the text came, as a refusal names it */
    Lexer(String option, String text) {
        this.option = option;
        this.text = text;
    }

    /** The word that begins at the next character that is no space. */
    Token next() {
        take(SPACE);
        if (at == text.length()) {
            return new Token(Token.Type.END, "", null, at + 1);
        }
        char first = text.charAt(at);
        return switch (first) {
            case '(' -> single(Token.Type.OPEN);
            case ')' -> single(Token.Type.CLOSE);
            case ',' -> single(Token.Type.COMMA);
            case '=' -> single(Token.Type.EQUALS);
            case '-' -> single(Token.Type.MINUS);
            case '\'' -> quoted();
            default -> word(first);
        };
    }

    InvalidException refusal(int where, String message) {
        return InvalidException.at(option, "INVALID", "character " + where + ": " + message);
    }

    private Token single(Token.Type type) {
        at++;
        return new Token(type, text.substring(at - 1, at), null, at);
    }

    private Token quoted() {
        int start = at;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != '\'') {
                value.append(next);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                value.append(next);
                at++;
            } else {
                return new Token(Token.Type.TEXT, text.substring(start, at), value.toString(), start + 1);
            }
        }
        throw refusal(start + 1, "the text that begins here has no ' at its end (a ' within it is written twice)");
    }

    private Token word(char first) {
        int start = at;
        if (take(GUID) != null) {
            throw refusal(start + 1, "ids are texts: write '" + text.substring(start, at) + "'");
        }
        if (first >= '0' && first <= '9') {
            return digits(start);
        }
        if (take(NAME) != null) {
            return new Token(Token.Type.NAME, text.substring(start, at), null, start + 1);
        }
        String character = text.substring(at, text.offsetByCodePoints(at, 1));
        throw refusal(at + 1, "nothing can begin with " + character + " (texts stand in ' ')");
    }

    private Token digits(int start) {
        Matcher time = take(TIME);
        if (time != null) {
            return new Token(Token.Type.TIME, time.group(), time(time, start), start + 1);
        }
        Matcher date = take(DATE);
        if (date != null) {
            return new Token(Token.Type.DATE, date.group(), date(date.group(), start), start + 1);
        }
        Matcher number = take(NUMBER);
        boolean isWord = at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.');
        if (isWord) {
            throw refusal(start + 1, "this is neither a number nor a time such as 2026-09-20T09:31:02Z");
        }
        return number(number, start);
    }

    private Token number(Matcher number, int start) {
        String digits = number.group();
        if (digits.length() > MOST_DIGITS) {
            throw refusal(start + 1, "a number has at most " + MOST_DIGITS + " digits");
        }
        if (number.group(2) != null) {
            return new Token(Token.Type.REAL, digits, Double.valueOf(digits), start + 1);
        }
        boolean whole = number.group(1) == null && digits.length() <= LONG_DIGITS;
        return whole
                ? new Token(Token.Type.WHOLE, digits, Long.valueOf(digits), start + 1)
                : new Token(Token.Type.DECIMAL, digits, new BigDecimal(digits), start + 1);
    }

    private Object time(Matcher time, int start) {
        String offset = time.group(2).replace(' ', '+');
        int point = time.group(1).indexOf('.');
        String local = point < 0
                ? time.group(1)
                : time.group(1).substring(0, Math.min(time.group(1).length(), point + 1 + NANO_DIGITS));
        try {
            return OffsetDateTime.parse(local + offset).toInstant();
        } catch (DateTimeException e) {
            throw refusal(start + 1, "there is no time " + time.group());
        }
    }

    private Object date(String date, int start) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw refusal(start + 1, "there is no day " + date);
        }
    }

    /** What stands here if it is of this form, and goes on behind it; else null. */
    private Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return matcher;
    }
}
