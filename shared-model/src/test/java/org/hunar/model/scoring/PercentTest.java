package org.hunar.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentTest {
    @Test
    void gainsThatAreEqualOnPaperHaveOneKey() {
        assertThat(Percent.key9(700.0 / 9 - 400.0 / 9)).isEqualTo(Percent.key9(500.0 / 9 - 200.0 / 9));
        assertThat(Percent.key9(Math.nextDown(60.0))).isEqualTo(60_000_000_000L);
    }

    @Test
    void gainAndLossOfOneSizeHaveKeysOfOneSize() {
        double gain = 100.0 / 4096;
        assertThat(Percent.key9(gain)).isEqualTo(24_414_063L);
        assertThat(Percent.key9(-gain)).isEqualTo(-24_414_063L);
        assertThat(Percent.key9(-0.4e-9)).isZero();
    }
}
