package org.hunar.server.privacy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What told who somebody was, to be held against a text that stays. Compared are words, whatever their case and marks:
 * Alison is not Ali. Where a script sets no blanks, as the Chinese, a name is found within its sentence.
 */
final class Identity {
    private static final int SHORTEST_WORD = 3;

    /** Most Chinese names have two or three characters. */
    private static final int SHORTEST_OF_IDEOGRAPHS = 2;

    private static final int SHORTEST_NUMBER = 5;

    /** So many last digits that two ways to write a telephone number share, one of them with the code of the country. */
    private static final int SUBSCRIBER = 7;

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

    /** However its digits are grouped: 0301-7654321, +92 (301) 765 43 21. */
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}(?:[\\s\\p{Pd}().+/_]*\\p{Nd})*");

    private final Set<String> texts;
    private final Set<String> names;

    /**
     * @param texts of all fields of the person
     * @param names those of them that are names: each of their words tells who it is
     */
    Identity(Set<String> texts, Set<String> names) {
        this.texts = texts;
        this.names = names;
    }

    /** Whether it holds a word of a name, a number, or another text word for word. */
    boolean isToldBy(String said) {
        List<String> words = words(said);
        List<String> numbers = numbers(said);
        return texts.stream().anyMatch(text -> holds(words, words(text)) || holdsNumber(numbers, numbers(text)))
                || names.stream().flatMap(name -> words(name).stream()).anyMatch(word -> holds(words, List.of(word)));
    }

    /** Of words in their order; what has no letter is compared as a number, and what is short tells nobody. */
    private static boolean holds(List<String> said, List<String> words) {
        String joined = String.join("", words);
        boolean ideographs = joined.codePoints().anyMatch(Character::isIdeographic);
        int length = joined.codePointCount(0, joined.length());
        if (length < (ideographs ? SHORTEST_OF_IDEOGRAPHS : SHORTEST_WORD)
                || joined.codePoints().noneMatch(Character::isLetter)) {
            return false;
        }
        return ideographs
                ? String.join("", said).contains(joined)
                : (" " + String.join(" ", said) + " ").contains(" " + String.join(" ", words) + " ");
    }

    private static boolean holdsNumber(List<String> said, List<String> numbers) {
        return numbers.stream()
                .filter(number -> number.length() >= SHORTEST_NUMBER)
                .anyMatch(number -> said.stream().anyMatch(each -> each.contains(number) || isSamePhone(each, number)));
    }

    private static boolean isSamePhone(String one, String other) {
        String a = withoutZeros(one);
        String b = withoutZeros(other);
        return Math.min(a.length(), b.length()) >= SUBSCRIBER && (a.endsWith(b) || b.endsWith(a));
    }

    private static String withoutZeros(String digits) {
        return digits.replaceFirst("^0+", "");
    }

    private static List<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return WORD.matcher(plain).results().map(MatchResult::group).toList();
    }

    /** In digits from 0 to 9, in whichever they were written. */
    private static List<String> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(number -> number.group()
                        .codePoints()
                        .filter(Character::isDigit)
                        .mapToObj(digit -> Integer.toString(Character.digit(digit, 10)))
                        .collect(Collectors.joining()))
                .toList();
    }
}
