package org.hunar.server.report.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormTest {
    private final NameForm.Reader names = new NameForm.Reader();

    @ParameterizedTest
    @CsvSource({
        "محمد علی, Muhammad Ali",
        "محمد علی, Ali Mohammed",
        "فاطمہ بی بی, Fatima Bibi",
        "عائشہ صدیقہ, Ayesha Siddiqa",
        "غلام قادر, Ghulam Qadir",
        "نوید خان, Naveed Khan",
        "王伟, Wáng Wěi",
        "欧阳娜娜, Ouyang Nana"
    })
    void aNameSoundsTheSameInAnyScript(String local, String latin) {
        assertThat(names.read(local).skeleton())
                .isEqualTo(names.read(latin).skeleton())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "محمد علي, محمد علی",
        "محمّد عَلی, محمد علی",
        "MUHAMMAD  ali, Ali Muhammad",
        "Jürgen O'Brien, jurgen o brien"
    })
    void keyboardsMarksCaseAndOrderMakeNoOtherName(String one, String other) {
        assertThat(names.read(one).plain()).isEqualTo(names.read(other).plain());
    }

    @Test
    void differentNamesAreDifferent() {
        assertThat(names.read("محمد علی").skeleton())
                .isNotEqualTo(names.read("محمد طارق").skeleton());
        assertThat(names.read("王伟").skeleton()).isNotEqualTo(names.read("李娜").skeleton());
        assertThat(names.read(" - ").isEmpty()).isTrue();
    }
}
