package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class IdsTest {
    @Property
    void timedIdsRiseAsTextWhateverTheClockDoes(@ForAll @Size(max = 200) long[] readings, @ForAll long seed) {
        int[] at = {0};
        Ids ids = new Ids(() -> readings[at[0]++], new Random(seed));
        String last = "";
        for (int i = 0; i < readings.length && !last.startsWith("ffffffff-ffff"); i++) {
            UUID id = ids.version7();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.toString()).isGreaterThan(last);
            last = id.toString();
        }
    }

    @Property
    void aTimedIdBeginsWithItsMillisecond(@ForAll long seed) {
        UUID id = new Ids(() -> 0x0192f0c13f5aL, new Random(seed)).version7();
        assertThat(id.toString()).startsWith("0192f0c1-3f5a-7");
    }

    @Property
    void randomIdsAreVersionFour(@ForAll long seed) {
        UUID id = new Ids(() -> 0, new Random(seed)).version4();
        assertThat(id.version()).isEqualTo(4);
        assertThat(id.variant()).isEqualTo(2);
    }
}
