package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscreetRequestLogTest {
    @Test
    void theSecretInAnAddressIsNotLogged() {
        assertThat(DiscreetRequestLog.redact("/key/AbC-123_x/openrosa/cpec-weld/formList"))
                .isEqualTo("/key/…/openrosa/cpec-weld/formList");
        assertThat(DiscreetRequestLog.redact("//key//AbC/openrosa")).isEqualTo("//key//…/openrosa");
        assertThat(DiscreetRequestLog.redact("/api/v1/programmes/p/instruments/i/versions/1/key"))
                .isEqualTo("/api/v1/programmes/p/instruments/i/versions/1/key");
    }
}
