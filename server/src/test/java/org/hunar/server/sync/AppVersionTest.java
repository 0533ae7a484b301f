package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppVersionTest {
    @Test
    void versionsCompareByTheirNumbersAndNotAsText() {
        AppVersion oldest = AppVersion.of("1.10");

        assertThat(oldest.isAfter("1.9.7")).isTrue();
        assertThat(oldest.isAfter("v1.9-beta")).isTrue();
        assertThat(oldest.isAfter("1.10")).isFalse();
        assertThat(oldest.isAfter("1.10.1")).isFalse();
        assertThat(oldest.isAfter("2")).isFalse();
    }

    @Test
    void aVersionWithoutNumbersIsNewEnough() {
        assertThat(AppVersion.of("1.10").isAfter("nightly")).isFalse();
    }

    @Test
    void withoutASettingNoAppIsTooOld() {
        assertThat(AppVersion.of("").isAfter("0.0.1")).isFalse();
    }

    @Test
    void hostileVersionsAreCompared() {
        assertThat(AppVersion.of("1").isAfter("9".repeat(1000))).isFalse();
    }
}
