package org.hunar.server.dashboard;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Texts;

/**
 * How one reader is spoken to. Templates call it {@code w}.
 *
 * @param language of {@link Texts#LANGUAGES}
 * @param ownDigits whether Urdu is written with its own digits; Chinese and English have none of their own
 */
public record Wording(String language, boolean ownDigits) {
    private static final String NOTHING = "–";

    /** What a code between right-to-left words is put into, so that it does not move the words around it (UAX 9). */
    private static final char ISOLATE = '\u2068';

    private static final char END_OF_ISOLATE = '\u2069';

    /** What is isolated, as it is; or digits that are no part of a code. */
    private static final Pattern DIGITS =
            Pattern.compile("\u2068[^\u2069]*\u2069|(?<![A-Za-z])([0-9۰-۹]+)(?![A-Za-z])");

    private static final Pattern CELL = Pattern.compile("row (\\d{1,9})(?:, column (.+))?");

    public Wording {
        if (!Texts.LANGUAGES.contains(language)) {
            throw new IllegalArgumentException("no language of the pages: " + language);
        }
    }

    /** {@code rtl} or {@code ltr}. */
    public String getDir() {
        return locale().isRightToLeft() ? "rtl" : "ltr";
    }

    public String getLanguage() {
        return language;
    }

    public boolean isOwnDigits() {
        return ownDigits;
    }

    /** The system of digits, by its name in BCP 47. */
    public String getNumbers() {
        return language.equals("ur") && ownDigits ? "arabext" : "latn";
    }

    /** The text of a key; numbers in the reader's digits, words isolated. */
    public String t(String key, Object... values) {
        return inDigits(Messages.in(language)
                .text(key, Stream.of(values).map(this::shown).toArray()));
    }

    /** The text of a code of the API, such as a state; the code itself for one that has no text. */
    public String code(String family, String code) {
        return Messages.in(language)
                .find(family + "." + code)
                .map(this::inDigits)
                .orElse(code);
    }

    /**
     * What a code of a refusal says, in the reader's language. Nothing in English, in which the API says more than the code
     * does, and nothing for a code without a text.
     */
    public String wrong(String code) {
        return language.equals("en")
                ? ""
                : Messages.in(language)
                        .refusal(code)
                        .or(() -> Texts.of(code).map(texts -> pick(texts.byLanguage())))
                        .map(this::inDigits)
                        .orElse("");
    }

    /** Where in a file something stands, such as {@code row 3, column cohort}; other places as they are. */
    public String place(String path) {
        Matcher cell = CELL.matcher(path);
        return !cell.matches()
                ? path
                : cell.group(2) == null
                        ? t("place.row", Integer.valueOf(cell.group(1)))
                        : t("place.cell", Integer.valueOf(cell.group(1)), cell.group(2));
    }

    private Object shown(Object value) {
        return value instanceof Number number ? n(number, 0) : ISOLATE + String.valueOf(value) + END_OF_ISOLATE;
    }

    /** A number rounded to so many decimals; a dash for none. */
    public String n(Object value, int decimals) {
        return value instanceof Number number ? format(decimals).format(number).toString() : NOTHING;
    }

    /** As {@link #n}, with a plus or a minus. */
    public String signed(Object value, int decimals) {
        return value instanceof Number number
                ? format(decimals)
                        .sign(NumberFormatter.SignDisplay.EXCEPT_ZERO)
                        .format(number)
                        .toString()
                : NOTHING;
    }

    /** A part of one as percent, without the sign. */
    public String percent(Object share) {
        return share instanceof Number number ? n(number.doubleValue() * 100, 1) : NOTHING;
    }

    /** The same number for programs: to the last digit that the API gives. */
    public String exact(Object value) {
        return value instanceof Number ? Json.write(Map.of("v", value)).replaceAll("^.*:|}$", "") : "";
    }

    /** An answer as it came. */
    public String plain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : Json.write(Map.of("v", value)).replaceAll("^\\{\"v\":|}$", "");
    }

    /** A time of the API, in the reader's form of a date; UTC. */
    public String when(String timestamp) {
        DateFormat form = DateFormat.getDateTimeInstance(DateFormat.MEDIUM, DateFormat.SHORT, locale());
        form.setTimeZone(TimeZone.GMT_ZONE);
        return form.format(Date.from(Instant.parse(timestamp))) + " UTC";
    }

    /** A text by language tag, in the reader's language or the next best. */
    public String pick(Map<String, String> byLanguage) {
        return Stream.of(language, "en")
                .map(byLanguage::get)
                .filter(text -> text != null)
                .findFirst()
                .or(() -> byLanguage.values().stream().findFirst())
                .orElse("");
    }

    /** A sentence of the API, in the reader's language and digits. */
    public String say(Map<String, String> byLanguage) {
        return inDigits(pick(byLanguage));
    }

    /** Digits of a text as the reader has chosen; but not those of a code, which is isolated or has Latin letters. */
    private String inDigits(String text) {
        if (!language.equals("ur")) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            digits.appendReplacement(shown, digits.group(1) == null ? "$0" : ownDigits(digits.group(1)));
        }
        return digits.appendTail(shown).toString();
    }

    private String ownDigits(String number) {
        StringBuilder digits = new StringBuilder();
        number.codePoints()
                .map(digit -> (ownDigits ? '۰' : '0') + Character.digit(digit, 10))
                .forEach(digits::appendCodePoint);
        return digits.toString();
    }

    private LocalizedNumberFormatter format(int decimals) {
        return NumberFormatter.withLocale(locale()).precision(Precision.fixedFraction(decimals));
    }

    private ULocale locale() {
        return ULocale.forLanguageTag(language + (language.equals("ur") ? "-u-nu-" + getNumbers() : ""));
    }

    /** The first of these languages that the pages have. */
    static Optional<String> firstKnown(Stream<String> tags) {
        return tags.map(tag -> tag.split("-")[0].toLowerCase(java.util.Locale.ROOT))
                .filter(Texts.LANGUAGES::contains)
                .findFirst();
    }
}
