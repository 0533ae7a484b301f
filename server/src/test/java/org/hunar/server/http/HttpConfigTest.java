package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.hunar.model.sync.Limits;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
    /** A phone that keeps to what is announced is never answered 413. */
    @Test
    void theDefaultsAreWhatTheProtocolPromises() {
        assertThat(HttpConfig.DEFAULT.maxBody().toBytes()).isEqualTo(Limits.DEFAULT.pushInflatedBytes());
        assertThat(HttpConfig.DEFAULT.maxCompressedBody().toBytes()).isEqualTo(Limits.DEFAULT.pushBytes());
        assertThat(HttpConfig.DEFAULT.maxInflation()).isEqualTo(Limits.DEFAULT.inflationRatio());
    }
}
