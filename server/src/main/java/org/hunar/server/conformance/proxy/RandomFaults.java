package org.hunar.server.conformance.proxy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/**
 * Faults by chance. The same seed gives the same faults to the same requests in the same order, so what an app that
 * sends one request after the other has met can be met again.
 */
public final class RandomFaults implements FaultSource {
    private final SplittableRandom random;
    private final Map<Fault.Kind, Double> chances = new EnumMap<>(Fault.Kind.class);
    private final Map<Fault.Kind, Integer> positions = new EnumMap<>(Fault.Kind.class);
    private int shortestMillis;
    private int longestMillis;

    public RandomFaults(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @param chance that a request meets this fault, 0 to 1; all chances together are at most 1 */
    public RandomFaults with(Fault.Kind kind, double chance) {
        chances.put(kind, chance);
        double sum = chances.values().stream().mapToDouble(Double::doubleValue).sum();
        if (chance < 0 || sum > 1 + 1e-9) {
            throw new IllegalArgumentException("chances lie between 0 and 1, and so does their sum, not " + sum);
        }
        return this;
    }

    /** @param position number of bytes that arrive of a message cut in this way; without it, any number may */
    public RandomFaults cutting(Fault.Kind kind, OptionalInt position) {
        position.ifPresent(bytes -> positions.put(kind, bytes));
        return this;
    }

    /** Every request waits, between these times. */
    public RandomFaults delaying(Duration shortest, Duration longest) {
        shortestMillis = Math.toIntExact(shortest.toMillis());
        longestMillis = Math.toIntExact(longest.toMillis());
        if (shortestMillis < 0 || longestMillis < shortestMillis) {
            throw new IllegalArgumentException("a delay goes from the shorter to the longer time");
        }
        return this;
    }

    /** Takes the same number of draws for every fault, so that one chance changed leaves the other draws alone. */
    @Override
    public synchronized Fault next(String method, String path) {
        double draw = random.nextDouble();
        double place = random.nextDouble();
        Duration delay = Duration.ofMillis(random.nextInt(shortestMillis, longestMillis + 1));
        for (Map.Entry<Fault.Kind, Double> chance : chances.entrySet()) {
            draw -= chance.getValue();
            if (draw < 0) {
                return new Fault(chance.getKey(), cut(chance.getKey(), place), delay);
            }
        }
        return Fault.none().after(delay);
    }

    private IntUnaryOperator cut(Fault.Kind kind, double place) {
        Integer position = positions.get(kind);
        return length -> position == null ? (int) (place * length) : Math.min(position, length);
    }
}
