package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.Locale;
import org.hunar.model.sync.Texts;

/** What a {@link SyncStatus} says in one line, such as "unsent: 12, oldest 9 days". */
enum Summary {
    EN("all is sent", "unsent: %d", ", ", "oldest %d %s", "files: %d (%s MB)", "refused: %d") {
        @Override
        String unit(long count, int unit) {
            String name = new String[] {"minute", "hour", "day"}[unit];
            return count == 1 ? name : name + "s";
        }
    },
    UR("سب کچھ بھیج دیا گیا ہے", "غیر ارسال شدہ: %d", "، ", "سب سے پرانا %d %s", "فائلیں: %d (%s MB)", "مسترد: %d") {
        @Override
        String unit(long count, int unit) {
            return new String[] {"منٹ", count == 1 ? "گھنٹہ" : "گھنٹے", "دن"}[unit];
        }
    },
    ZH("已全部发送", "未发送：%d", "，", "最早 %d %s前", "文件：%d（%s MB）", "被拒绝：%d") {
        @Override
        String unit(long count, int unit) {
            return new String[] {"分钟", "小时", "天"}[unit];
        }
    };

    private static final double MEGABYTE = 1e6;
    private static final int MINUTE = 0;
    private static final int HOUR = 1;
    private static final int DAY = 2;

    private final String allSent;
    private final String unsent;
    private final String comma;
    private final String oldest;
    private final String files;
    private final String refused;

    Summary(String allSent, String unsent, String comma, String oldest, String files, String refused) {
        this.allSent = allSent;
        this.unsent = unsent;
        this.comma = comma;
        this.oldest = oldest;
        this.files = files;
        this.refused = refused;
    }

    /** @param unit 0 for minutes, 1 for hours, 2 for days */
    abstract String unit(long count, int unit);

    /** English where a language has no words. */
    static Summary in(String language) {
        for (Summary summary : values()) {
            if (summary.name().equalsIgnoreCase(language)) {
                return summary;
            }
        }
        return EN;
    }

    String of(SyncStatus status) {
        StringBuilder line = new StringBuilder();
        if (status.unsent() > 0) {
            append(line, unsent, status.unsent());
            status.oldest().ifPresent(age -> append(line, age));
        }
        if (status.attachments() > 0) {
            String megabytes = String.format(Locale.ROOT, "%.1f", status.attachmentBytes() / MEGABYTE);
            append(line, files, status.attachments(), megabytes);
        }
        int parked = status.parked().size() + status.parkedAttachments().size();
        if (parked > 0) {
            append(line, refused, parked);
        }
        if (line.length() == 0) {
            line.append(allSent);
        }
        status.others().forEach(each -> line.append(comma).append(of(each)));
        return line.toString();
    }

    String of(Waiting other) {
        String words = Texts.of("WAITS_FOR_AUTHOR")
                .orElseThrow(IllegalStateException::new)
                .in(name().toLowerCase(Locale.ROOT));
        return String.format(Locale.ROOT, words, other.operations() + other.attachments(), other.author());
    }

    private void append(StringBuilder line, Duration age) {
        if (age.toDays() > 0) {
            append(line, oldest, age.toDays(), unit(age.toDays(), DAY));
        } else if (age.toHours() > 0) {
            append(line, oldest, age.toHours(), unit(age.toHours(), HOUR));
        } else {
            append(line, oldest, age.toMinutes(), unit(age.toMinutes(), MINUTE));
        }
    }

    private void append(StringBuilder line, String words, Object... values) {
        line.append(line.length() == 0 ? "" : comma).append(String.format(Locale.ROOT, words, values));
    }
}
