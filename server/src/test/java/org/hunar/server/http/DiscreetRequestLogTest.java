package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscreetRequestLogTest {
    @Test
    void theSecretInAnAddressIsNotLogged() {
        assertThat(DiscreetRequestLog.redact("/key/AbC-123_x/openrosa/cpec-weld/formList"))
                .isEqualTo("/key/…/openrosa/cpec-weld/formList");
        assertThat(DiscreetRequestLog.redact("//key//AbC/openrosa")).isEqualTo("//key//…/openrosa");
        assertThat(DiscreetRequestLog.redact("/openrosa/cpec-weld/formList?st=AbC&formID=weld_l2"))
                .isEqualTo("/openrosa/cpec-weld/formList?st=…&formID=weld_l2");
        assertThat(DiscreetRequestLog.redact("st=AbC")).isEqualTo("st=…");
        assertThat(DiscreetRequestLog.redact("/api/v1/programmes?first=1&after=x"))
                .isEqualTo("/api/v1/programmes?first=1&after=x");
        assertThat(DiscreetRequestLog.redact("/api/v1/programmes/p/instruments/i/versions/1/key"))
                .isEqualTo("/api/v1/programmes/p/instruments/i/versions/1/key");
    }
}
