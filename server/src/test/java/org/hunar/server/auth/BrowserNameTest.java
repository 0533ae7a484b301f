package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Firefox, Windows | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0
                    Edge, Windows | Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/129.0 Safari/537.36 Edg/129.0
                    Chrome, Android | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/129.0 Mobile Safari/537.36
                    Samsung Internet, Android | Mozilla/5.0 (Linux; Android 13) SamsungBrowser/26.0 Chrome/122.0 Safari/537.36
                    Safari, iPhone | Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) Version/17.6 Safari/604.1
                    Linux | Mozilla/5.0 (X11; Linux x86_64) Konqueror/5.0
                    '' | curl/8.5.0
                    '' |
                    """)
    void aBrowserIsCalledWhatItsOwnerCallsItAndNothingElseIsKept(String name, String userAgent) {
        assertThat(BrowserName.of(userAgent)).isEqualTo(name);
    }
}
