package org.hunar.server.report.likeness;

import com.ibm.icu.text.Transliterator;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name as it can be compared.
 *
 * @param plain its words without case, marks and punctuation, in order of letters: who writes the family name first is the
 *     same person
 * @param latin whether it is written in Latin letters
 * @param skeleton its consonants in Latin letters. Urdu writes few vowels, and Latin spells them in many ways (Muhammad,
 *     Mohammed, Mohd), so the consonants are what the spellings of a name have in common
 * @param sound the skeleton in one text, which is compared and looked up faster; empty if it has no words
 */
record NameForm(String plain, boolean latin, SortedSet<String> skeleton, String sound) {
    NameForm(String plain, boolean latin, SortedSet<String> skeleton) {
        this(plain, latin, skeleton, String.join(" ", skeleton));
    }

    /** Makes names comparable; remembers words, since the same ones come again and again. Not for several threads. */
    static final class Reader {
        private static final char LAST_ASCII = 127;
        private static final Pattern MARKS = Pattern.compile("\\p{M}+");
        private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
        private static final Pattern URDU_H = Pattern.compile("[ہھةۃ]");
        private static final Pattern NOT_LATIN = Pattern.compile("[^a-z]+");
        private static final Pattern K = Pattern.compile("[ck]h?|q");
        private static final Pattern VOWELS = Pattern.compile("[aeiouwvyh]");
        private static final Pattern DOUBLED = Pattern.compile("(.)\\1+");

        private final Transliterator toLatin =
                Transliterator.getInstance("Any-Latin; NFD; [:Mark:] Remove; Latin-ASCII; Lower");

        private final Map<String, List<String>> skeletons = new HashMap<>();

        NameForm read(String name) {
            String[] words = words(name);
            Arrays.sort(words);
            SortedSet<String> skeleton = Arrays.stream(words)
                    .flatMap(word -> skeletons.computeIfAbsent(word, this::skeleton).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            boolean latin =
                    Arrays.stream(words).allMatch(word -> UnicodeScript.of(word.codePointAt(0)) == UnicodeScript.LATIN);
            return new NameForm(String.join(" ", words), latin, skeleton);
        }

        private static String[] words(String name) {
            String unmarked = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                    .replaceAll("");
            return Arrays.stream(BETWEEN_WORDS.split(unmarked.toLowerCase(Locale.ROOT)))
                    .filter(word -> !word.isEmpty())
                    .map(Reader::sameLetters)
                    .toArray(String[]::new);
        }

        /** Arabic and Urdu keyboards type these with different letters. */
        private static String sameLetters(String word) {
            String urdu = word.replace('ي', 'ی').replace('ى', 'ی').replace('ك', 'ک');
            return URDU_H.matcher(urdu).replaceAll("ه");
        }

        private List<String> skeleton(String word) {
            boolean isLatin = word.chars().allMatch(letter -> letter <= LAST_ASCII);
            String latin = isLatin ? word : toLatin.transliterate(word);
            return Arrays.stream(NOT_LATIN.split(latin))
                    .map(Reader::consonants)
                    .filter(consonants -> !consonants.isEmpty())
                    .toList();
        }

        private static String consonants(String latin) {
            String unified = K.matcher(latin).replaceAll("k").replace("ph", "f").replace("th", "s");
            return DOUBLED.matcher(VOWELS.matcher(unified).replaceAll("")).replaceAll("$1");
        }
    }

    boolean isEmpty() {
        return plain.isEmpty();
    }

    /** Whether the other has all of these words and more, as with and without the family name. */
    boolean isPartOf(NameForm other) {
        return !sound.isEmpty() && other.skeleton.containsAll(skeleton);
    }
}
