package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.ItemKey;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.scoring.ItemScore.State;

/**
 * Scores assessments of one form. Every item has a weight, the points obtainable; an answer earns a fraction of it. Four
 * things are kept apart: wrong (no points), unanswered (no points; a rating left blank is left out instead, for there is
 * no wrong opinion), not administered (left out), and pending (no score at all until it is rated).
 *
 * <p>Immutable; build one for each pair of instrument and key.
 */
public final class Scorer {
    private final Map<String, ScoredItem> items;
    private final ScoringRules rules;

    /** @param items of the form; those withdrawn are passed over, as if nobody had been asked */
    public Scorer(List<ScoredItem> items, ScoringRules rules) {
        Map<String, ScoredItem> byCode = new LinkedHashMap<>();
        items.stream().filter(item -> !item.key().withdrawn()).forEach(item -> byCode.put(item.code(), item));
        this.items = Collections.unmodifiableMap(byCode);
        this.rules = rules;
    }

    /** A scorer of the items of the instrument for which the key has an entry. */
    public static Scorer of(Instrument instrument, ScoringKey key, ScoringRules rules) {
        return new Scorer(ScoredItem.of(instrument, key), rules);
    }

    /**
     * @param administered answers by item code: an item that is there was asked ({@link Answer.Blank} when left blank),
     *     an item that is not there was not. Items that are not scored are passed over.
     */
    public Score score(Map<String, Answer> administered) {
        Map<String, SkillSum> sums = new TreeMap<>();
        int[] counts = new int[State.values().length];
        List<String> failed = new ArrayList<>();
        items.forEach((code, item) -> {
            Answer answer = administered.get(code);
            if (answer != null) {
                ItemScore score = scoreItem(item, answer);
                counts[score.state().ordinal()]++;
                if (item.key().critical() && !score.hasAllPointsOf(item)) {
                    failed.add(code);
                }
                sums.computeIfAbsent(item.skill(), skill -> new SkillSum()).add(item, score);
            }
        });
        return score(sums, counts, failed);
    }

    /** Points of each administered item, in the order of the form. */
    public Map<String, ItemScore> scoreItems(Map<String, Answer> administered) {
        Map<String, ItemScore> scores = new LinkedHashMap<>();
        items.forEach((code, item) -> {
            Answer answer = administered.get(code);
            if (answer != null) {
                scores.put(code, scoreItem(item, answer));
            }
        });
        return scores;
    }

    private Score score(Map<String, SkillSum> sums, int[] counts, List<String> failed) {
        boolean pending = counts[State.PENDING.ordinal()] > 0;
        Map<String, SkillScore> skills = new TreeMap<>();
        sums.forEach((skill, sum) -> skills.put(skill, pending ? SkillScore.NONE : sum.score(rules)));
        int administered = 0;
        for (int count : counts) {
            administered += count;
        }
        int unanswered = counts[State.UNANSWERED.ordinal()];
        return new Score(
                pending ? ScoreStatus.PENDING_RATING : ScoreStatus.COMPLETED,
                total(skills),
                administered,
                administered - unanswered,
                unanswered,
                counts[State.CORRECT.ordinal()],
                counts[State.PARTIAL.ordinal()],
                counts[State.WRONG.ordinal()],
                skills,
                pending ? List.of() : failed);
    }

    private static SkillScore total(Map<String, SkillScore> skills) {
        BigDecimal raw = BigDecimal.ZERO;
        BigDecimal max = BigDecimal.ZERO;
        for (SkillScore skill : skills.values()) {
            if (!skill.isPresent()) {
                return SkillScore.NONE;
            }
            raw = raw.add(skill.raw().get());
            max = max.add(skill.max().get());
        }
        return SkillScore.of(raw, max);
    }

    private static ItemScore scoreItem(ScoredItem item, Answer answer) {
        switch (item.type()) {
            case SINGLE_CHOICE:
            case MULTIPLE_CHOICE:
                return isBlank(answer) ? blank() : ItemScore.of(item, choiceFraction(item, answer.asOptions()));
            case NUMERIC:
                return answer instanceof Answer.Blank
                        ? blank()
                        : ItemScore.of(item, Fraction.all(isNear(item.key(), answer)));
            case RATING:
                return answer.asNumber()
                        .filter(rating -> isOnScale(item, rating))
                        .map(rating -> ItemScore.of(item, ratingFraction(item, List.of(rating))))
                        .orElse(ItemScore.without(State.UNANSWERED));
            default:
                return answer instanceof Answer.Blank ? blank() : freeText(item, answer);
        }
    }

    private static boolean isBlank(Answer answer) {
        boolean nothingChosen =
                answer instanceof Answer.Options && answer.asOptions().isEmpty();
        return answer instanceof Answer.Blank || nothingChosen;
    }

    /** A keyed item or free text left blank earns nothing and counts in the maximum. */
    private static ItemScore blank() {
        return new ItemScore(State.UNANSWERED, Optional.of(BigDecimal.ZERO));
    }

    /** Of one choice there is no part: whoever chose the right answer and another one has not chosen it. */
    private static Fraction choiceFraction(ScoredItem item, Set<String> chosen) {
        ItemKey key = item.key();
        Set<String> keyed = new HashSet<>(key.key());
        if (item.type() == ItemType.SINGLE_CHOICE || key.scoring() == ItemKey.Scoring.ALL_OR_NOTHING) {
            return Fraction.all(chosen.equals(keyed));
        }
        Set<String> right = new HashSet<>(chosen);
        right.retainAll(keyed);
        int wrong = chosen.size() - right.size();
        BigDecimal taken = key.penalty().multiply(BigDecimal.valueOf(wrong));
        return Fraction.atLeastZero(BigDecimal.valueOf(right.size()).subtract(taken), BigDecimal.valueOf(keyed.size()));
    }

    private static boolean isNear(ItemKey key, Answer answer) {
        Optional<BigDecimal> number = answer.asNumber();
        if (!number.isPresent() || !key.number().isPresent()) {
            return false;
        }
        BigDecimal right = key.number().get();
        BigDecimal tolerance = key.toleranceType() == ItemKey.ToleranceType.RELATIVE
                ? key.tolerance().multiply(right.abs())
                : key.tolerance();
        return number.get().subtract(right).abs().compareTo(tolerance) <= 0;
    }

    /** Ratings off the scale are refused where answers come in; should one be there, it has to be rated again. */
    private static ItemScore freeText(ScoredItem item, Answer answer) {
        List<BigDecimal> ratings = new ArrayList<>();
        if (answer instanceof Answer.Rated rated) {
            ratings.addAll(rated.ratings());
        } else if (answer instanceof Answer.Number number) {
            ratings.add(number.value());
        }
        boolean isRated = !ratings.isEmpty() && ratings.stream().allMatch(rating -> isOnScale(item, rating));
        return isRated ? ItemScore.of(item, ratingFraction(item, ratings)) : ItemScore.without(State.PENDING);
    }

    private static boolean isOnScale(ScoredItem item, BigDecimal rating) {
        return rating.compareTo(item.lo()) >= 0 && rating.compareTo(item.hi()) <= 0;
    }

    /** Percent of maximum possible (Cohen, Cohen, Aiken & West 1999): the lowest rating is worth nothing. */
    private static Fraction ratingFraction(ScoredItem item, List<BigDecimal> ratings) {
        BigDecimal above = BigDecimal.ZERO;
        for (BigDecimal rating : ratings) {
            above = above.add(item.key().reverse() ? item.hi().subtract(rating) : rating.subtract(item.lo()));
        }
        BigDecimal range = item.hi().subtract(item.lo());
        return new Fraction(above, range.multiply(BigDecimal.valueOf(ratings.size())));
    }
}
