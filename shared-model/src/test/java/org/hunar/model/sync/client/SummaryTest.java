package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hunar.model.assessment.AssessmentId;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static SyncStatus unsent(int unsent, Duration oldest) {
        return new SyncStatus(unsent, 0, Optional.of(oldest), List.of(), 0, 0, List.of(), List.of());
    }

    @Test
    void saysHowMuchIsUnsentAndForHowLong() {
        SyncStatus status = unsent(12, Duration.ofDays(9));
        assertThat(status.summary("en")).isEqualTo("unsent: 12, oldest 9 days");
        assertThat(status.summary("ur")).isEqualTo("غیر ارسال شدہ: 12، سب سے پرانا 9 دن");
        assertThat(status.summary("zh")).isEqualTo("未发送：12，最早 9 天前");
        assertThat(status.summary("sd")).isEqualTo(status.summary("en"));
    }

    @Test
    void countsHoursAndMinutesOfWhatIsNew() {
        assertThat(unsent(1, Duration.ofHours(47)).summary("en")).isEqualTo("unsent: 1, oldest 1 day");
        assertThat(unsent(1, Duration.ofMinutes(119)).summary("en")).isEqualTo("unsent: 1, oldest 1 hour");
        assertThat(unsent(1, Duration.ofSeconds(59)).summary("en")).isEqualTo("unsent: 1, oldest 0 minutes");
    }

    @Test
    void saysThatAllIsSent() {
        SyncStatus status = new SyncStatus(0, 0, Optional.empty(), List.of(), 0, 0, List.of(), List.of());
        assertThat(status.summary("en")).isEqualTo("all is sent");
        assertThat(status.summary("zh")).isEqualTo("已全部发送");
    }

    @Test
    void saysWhatIsLeftOfFilesAndWhatWasRefused() {
        ParkedAttachment gone = new ParkedAttachment(
                "9f86",
                AssessmentId.of("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f"),
                UploadProblem.UNREADABLE,
                "no such file");
        SyncStatus status = new SyncStatus(0, 0, Optional.empty(), List.of(), 3, 2_449_000, List.of(gone), List.of());
        assertThat(status.summary("en")).isEqualTo("files: 3 (2.4 MB), refused: 1");
        assertThat(gone.problem().text().in("ur")).startsWith("تصویر");
        assertThat(SyncReport.Outcome.SIGN_IN.text().in("zh")).startsWith("请重新登录");
    }
}
