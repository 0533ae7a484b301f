package org.hunar.server.sync;

import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Min;
import java.util.random.RandomGenerator;
import org.hunar.server.http.Admission;

/**
 * The section {@code limits} of config.yml: how often a phone may push and pull, and how many do so at a time.
 *
 * @param burst pushes and pulls that a phone may make at once after a rest; default 300
 * @param perMinute pushes and pulls that a phone may make in the long run; default 120
 * @param atOnce pushes and pulls under way on this server at the same time; default 16
 * @param waiting how many more wait for their turn; default 32
 * @param longestWait how long they wait; default 5 s
 * @param longestAbsence after how long, at most, who is sent away is asked to come again; default 10 s
 */
public record LimitsConfig(
        @Min(1) Integer burst,
        @Min(1) Integer perMinute,
        @Min(1) Integer atOnce,
        @Min(0) Integer waiting,
        Duration longestWait,
        @MinDuration(1) Duration longestAbsence) {
    /** As when the section is left out. */
    public static final LimitsConfig DEFAULT = new LimitsConfig(null, null, null, null, null, null);

    public LimitsConfig {
        burst = burst == null ? 300 : burst;
        perMinute = perMinute == null ? 120 : perMinute;
        atOnce = atOnce == null ? 16 : atOnce;
        waiting = waiting == null ? 32 : waiting;
        longestWait = longestWait == null ? Duration.seconds(5) : longestWait;
        longestAbsence = longestAbsence == null ? Duration.seconds(10) : longestAbsence;
    }

    /** Who may push and pull at the same time. */
    public Admission admission(RandomGenerator random) {
        return new Admission(atOnce, waiting, longestWait.toJavaDuration(), (int) longestAbsence.toSeconds(), random);
    }
}
