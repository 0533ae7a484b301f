package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("T4: whoever publishes is told which files a phone will miss")
class FormFilesTest {
    private static final String FORM = """
            <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
              <itext><translation lang="en"><text id="a"><value>Which?</value>
                <value form="image">jr://images/torch.png</value></text></translation></itext>
              <instance><data id="x"><meta><entity dataset="candidates"/></meta></data></instance>
              <instance id="candidates" src="jr://file-csv/candidates.csv"/>
              <instance id="participants" src="jr://file-csv/participants.csv"/>
              <instance id="towns" src="jr://file-csv/towns.csv"/>
              <instance id="last" src="jr://instance/last-saved"/>
            </model></h:head></h:html>
            """;

    @Test
    void allButTheRosterUnderEitherNameAndWhatThePhoneHasItself() {
        byte[] form = FORM.getBytes(StandardCharsets.UTF_8);
        assertThat(FormFiles.named(form, FormPeople.of(form))).containsExactly("torch.png", "towns.csv");
    }

    @Test
    void whatIsNoXmlIsRefused() {
        byte[] cut = "<h:html>".getBytes(StandardCharsets.UTF_8);
        FormPeople nobody = new FormPeople(Map.of(), false, false, false, Set.of());
        assertThatIllegalArgumentException().isThrownBy(() -> FormFiles.named(cut, nobody));
        assertThatIllegalArgumentException().isThrownBy(() -> FormPeople.of(cut));
    }
}
