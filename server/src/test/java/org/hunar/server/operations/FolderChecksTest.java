package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.hunar.server.operations.Finding.Level;
import org.hunar.server.testing.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with folders and files of the server. */
class FolderChecksTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNotThereIsTold() {
        Finding finding = look(folder.resolve("data"));

        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.sentence()).contains("is not there");
    }

    @Test
    void aFileInItsPlaceIsWrong() throws Exception {
        assertWrong(look(Files.createFile(folder.resolve("data"))), "is not a folder");
    }

    @Test
    void aDiskThatIsNearlyFullIsToldAndAFullOneIsWrong() throws Exception {
        try (Volume disk = Volume.inMemory(folder.resolve("data"), 4)) {
            assertThat(look(disk.path()).level()).isEqualTo(Level.WARNING);
            assertThat(look(disk.path()).sentence()).startsWith("nearly full: ");

            try (OutputStream out = Files.newOutputStream(disk.path().resolve("ballast"))) {
                out.write(new byte[7 * 512 * 1024]);
            }
            assertWrong(look(disk.path()), "full: 0 MiB of 4 MiB are free in " + disk.path());
        }
    }

    @Test
    void aDiskThatWentReadOnlyIsWrong() throws Exception {
        try (Volume disk = Volume.inMemory(folder.resolve("data"), 4)) {
            Volume.asRoot(List.of("mount", "-o", "remount,ro", disk.path().toString()));

            assertWrong(look(disk.path()), "cannot be written to");
        }
    }

    @Test
    void aKeyThatOthersMayReadIsWrong() throws Exception {
        Path key = folder.resolve("token.key");
        assertThat(new KeyFileCheck("token key", key).look().get(0).level()).isEqualTo(Level.OK);

        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        assertThat(new KeyFileCheck("token key", key).look().get(0).level()).isEqualTo(Level.OK);

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertWrong(new KeyFileCheck("token key", key).look().get(0), "others may read");
    }

    private static Finding look(Path folder) {
        return new DiskCheck(folder).look().get(0);
    }

    private static void assertWrong(Finding finding, String sentence) {
        assertThat(finding.level()).as(finding.sentence()).isEqualTo(Level.WRONG);
        assertThat(finding.sentence()).contains(sentence);
        assertThat(finding.remedy()).isNotEmpty();
    }
}
