package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hunar.server.xlsform.CheckCommand.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream screen = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final CheckCommand command = new CheckCommand(screen, screen);
    private Path welding;

    @BeforeEach
    void workbook() throws IOException {
        welding = Files.write(folder.resolve("welding.xlsx"), Workbooks.read("welding.xlsx"));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aGoodWorkbookIsTurnedIntoAForm() throws RefusedException, IOException {
        Path xform = folder.resolve("welding.xml");
        command.check(welding, xform.toString(), false);

        assertThat(CanonicalXml.differences(Workbooks.read("welding.xml"), Files.readAllBytes(xform)))
                .isEmpty();
        assertThat(said()).contains("welding.xlsx: a form");
    }

    @Test
    void whatIsWrongIsSaidByCellAndNoFormIsWritten() throws IOException {
        Path file = Files.write(folder.resolve("bad.xlsx"), Workbooks.read("pyxform/include.xlsx"));
        Path xform = folder.resolve("bad.xml");

        assertThatThrownBy(() -> command.check(file, xform.toString(), false))
                .isInstanceOf(RefusedException.class)
                .hasMessage("bad.xlsx: no form is made of it, see above");
        assertThat(said()).contains("error: survey!A3: the type include is not supported: ask otherwise [UNSUPPORTED]");
        assertThat(xform).doesNotExist();
    }

    @Test
    void whatKeepsItFromBeingPublishedIsSaidAndRefusedOnlyIfAsked() throws IOException, RefusedException {
        Path file = Files.write(folder.resolve("dates.xlsx"), Workbooks.read("pyxform/xl_date_ambiguous_v1.xlsx"));
        command.check(file, null, false);

        assertThat(said()).contains("to publish: survey!C2: there is a formula in this cell");
        assertThatThrownBy(() -> command.check(file, null, true)).hasMessageContaining("it cannot be published");
    }

    /** All that the server would refuse, and all at once. */
    @Test
    void whatAServerWouldNotPublishIsSaidAtItsCell() throws IOException {
        byte[] workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label::English (en) | label::اردو (ur) | label::中文 (zh)",
                        "text | fine | Fine | ٹھیک | 好",
                        "text | نام | Name | نام | 名字",
                        "text | 名字 | Name | نام | 名字")
                .sheet("settings", "form_id | version | default_language", "My Form! | v 1/2 | English (en)")
                .bytes();
        Path file = Files.write(folder.resolve("names.xlsx"), workbook);

        assertThatThrownBy(() -> command.check(file, null, true)).hasMessageContaining("it cannot be published");
        assertThat(said().lines().filter(line -> line.startsWith("to publish")).map(line -> line.split(": ")[1]))
                .containsExactly("settings!A2", "settings!B2", "survey!B3", "survey!B4");
    }

    @Test
    void aFileThatIsNoneAndOneThatIsNoWorkbookAreSaidPlainly() throws IOException {
        Path text = Files.writeString(folder.resolve("form.csv"), "type,name,label");

        assertThatThrownBy(() -> command.check(folder.resolve("lost.xlsx"), null, false))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> command.check(text, null, false))
                .hasMessageContaining("save it as .xlsx")
                .hasMessageContaining("[NOT_XLSX]");
    }
}
