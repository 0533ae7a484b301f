package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hunar.model.assessment.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderAttachmentsTest {
    private static final byte[] PHOTO = "a weld seam".getBytes(StandardCharsets.UTF_8);

    /** By {@code printf 'a weld seam' | sha256sum}. */
    private static final String SHA256 = "2d83d4eb7335c6cdfb2238dc5e35b4a9bf397d910c580e9c71fe5e7e370aba68";

    @TempDir
    private Path folder;

    @Test
    void aFileIsNamedByItsHashAndReadAgain() throws IOException {
        FolderAttachments attachments = new FolderAttachments(folder.toFile());
        Answer.Attachment kept = attachments.keep(new ByteArrayInputStream(PHOTO), "image/jpeg");
        assertThat(kept).isEqualTo(new Answer.Attachment(SHA256, PHOTO.length, "image/jpeg"));
        assertThat(attachments.keep(new ByteArrayInputStream(PHOTO), "image/jpeg"))
                .isEqualTo(kept);
        assertThat(folder).isDirectoryContaining("glob:**/" + SHA256);
        assertThat(folder.toFile().list()).hasSize(1);
        try (InputStream bytes = attachments.open(SHA256)) {
            assertThat(bytes.readAllBytes()).isEqualTo(PHOTO);
        }
    }

    @Test
    void whatWasRemovedIsGone() throws IOException {
        FolderAttachments attachments = new FolderAttachments(folder.toFile());
        attachments.keep(new ByteArrayInputStream(PHOTO), "image/jpeg");
        assertThat(attachments.remove(SHA256)).isTrue();
        assertThat(attachments.remove(SHA256)).isFalse();
        assertThatThrownBy(() -> attachments.open(SHA256)).isInstanceOf(IOException.class);
    }
}
