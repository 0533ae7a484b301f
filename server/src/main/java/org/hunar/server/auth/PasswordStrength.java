package org.hunar.server.auth;

import com.nulabinc.zxcvbn.Feedback;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many guesses a password takes (Wheeler, zxcvbn, USENIX Security 2016): no rule of signs and digits, which people
 * meet with {@code Password1!}.
 */
final class PasswordStrength {
    /** Of 0 to 4: more than 10^8 guesses, which limits and a slow hash make years. */
    private static final int ENOUGH = 3;

    /** The estimate takes longer than in proportion: of a longer password its beginning has to be enough. */
    private static final int LOOKED_AT = 40;

    private static final Zxcvbn ESTIMATOR = new Zxcvbn();

    private PasswordStrength() {}

    /**
     * Refuses a password that is easily guessed.
     *
     * @throws IllegalArgumentException with the reason, which does not repeat the password
     */
    static void require(String password, UserName user) {
        String beginning = password.substring(0, Math.min(password.length(), LOOKED_AT));
        Strength strength = ESTIMATOR.measure(beginning, guessable(user));
        if (strength.getScore() < ENOUGH) {
            throw new IllegalArgumentException("this password is easily guessed. " + advice(strength.getFeedback()));
        }
    }

    private static String advice(Feedback feedback) {
        List<String> sentences = new ArrayList<>(feedback.getSuggestions(Locale.ROOT));
        sentences.add(0, feedback.getWarning(Locale.ROOT));
        sentences.removeIf(String::isEmpty);
        return sentences.isEmpty() ? "Use a few words that nobody would put together." : String.join(" ", sentences);
    }

    /** What somebody who knows the user tries first. */
    private static List<String> guessable(UserName user) {
        List<String> words = new ArrayList<>(List.of(user.value().split("[._@+-]+")));
        words.add(user.value());
        words.add("hunar");
        return words;
    }
}
