package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class HybridClockTest {
    private static final UUID INSTALL = UUID.fromString("5b0c1c3e-0f8e-4a7c-8f7e-0a7f3d5a9c21");
    private static final long TEN_YEARS = 315_576_000_000L;

    @Property
    void neverGoesBackWhateverTheClockDoes(@ForAll @Size(max = 200) long[] readings) {
        int[] at = {0};
        HybridClock clock = new HybridClock(INSTALL, () -> readings[at[0]++], Optional.empty());
        Optional<HybridTimestamp> last = Optional.empty();
        for (int i = 0; i < readings.length; i++) {
            HybridTimestamp next = clock.tick();
            last.ifPresent(previous -> assertThat(next).isGreaterThan(previous));
            last = Optional.of(next);
        }
    }

    @Property
    void goesOnAfterARestartWithAClockThatIsTenYearsWrong(
            @ForAll @LongRange(min = -TEN_YEARS, max = TEN_YEARS) long skew) {
        long now = 1_789_895_400_000L;
        HybridTimestamp last = new HybridClock(INSTALL, () -> now, Optional.empty()).tick();
        HybridTimestamp next = new HybridClock(INSTALL, () -> now + skew, Optional.of(last)).tick();
        assertThat(next).isGreaterThan(last);
        assertThat(next.millis()).isEqualTo(Math.max(now, now + skew));
    }

    @Example
    void aCounterThatIsFullCarriesIntoTheNextMillisecond() {
        HybridTimestamp full = HybridTimestamp.of(1000, HybridTimestamp.MAX_COUNTER, "5b0c1c3e");
        assertThat(new HybridClock(INSTALL, () -> 1000, Optional.of(full)).tick())
                .isEqualTo(HybridTimestamp.of(1001, 0, "5b0c1c3e"));
    }

    @Example
    void carriesTheInstallSoThatTwoPhonesNeverGiveTheSame() {
        assertThat(new HybridClock(INSTALL, () -> 0, Optional.empty()).tick().text())
                .isEqualTo("000000000000-0000-5b0c1c3e");
    }
}
