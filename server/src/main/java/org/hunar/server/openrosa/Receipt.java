package org.hunar.server.openrosa;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.openrosa.StoredSubmission.EntityState;
import org.hunar.server.openrosa.StoredSubmission.State;

/** What a phone is told: Collect takes 201 and 202 for sent, and shows the message in any case. */
record Receipt(Kind kind, Object... details) {

    /** A sentence for who holds the phone, in each language of the field. */
    enum Kind {
        SAVED(201, "Saved.", "محفوظ ہو گیا۔", "已保存。"),
        FILES_TO_COME(
                201,
                "Saved. %1$s of %2$s photos and files still to come.",
                "محفوظ ہو گیا۔ %2$s میں سے %1$s تصاویر اور فائلیں آنا باقی ہیں۔",
                "已保存。共 %2$s 个照片和文件，还有 %1$s 个未到。"),
        FILES_EMPTY(
                201,
                "Saved. %1$s of %2$s photos and files came empty: take them anew in an edit, or tell your manager.",
                "محفوظ ہو گیا۔ %2$s میں سے %1$s تصاویر اور فائلیں خالی آئیں: ترمیم میں دوبارہ لیں، یا منیجر کو بتائیں۔",
                "已保存。共 %2$s 个照片和文件，其中 %1$s 个是空的：请在修改中重新添加，或告诉管理员。"),
        /** Stored, and not yet all that is needed to use it. */
        EDIT_WAITS(
                202,
                "Saved. It is an edit, and counts when what it edits has been sent too.",
                "محفوظ ہو گیا۔ یہ ترمیم ہے اور اصل فارم پہنچنے پر شمار ہو گی۔",
                "已保存。这是修改，待原表单到达后生效。"),
        BRANCH_WAITS(
                202,
                "Saved. The change of the participant counts when the one before it has been sent too.",
                "محفوظ ہو گیا۔ شریک کی یہ تبدیلی اس سے پہلے والی پہنچنے پر شمار ہو گی۔",
                "已保存。待此前的修改到达后，该参与者的更改才生效。"),
        NOT_YOURS(
                403,
                "you may not assess this person: ask your manager",
                "آپ اس فرد کا جائزہ نہیں لے سکتے: اپنے منیجر سے پوچھیں۔",
                "您无权测评此人：请询问管理员。"),
        NOT_TAKEN(
                400,
                "not taken, and kept for your manager: %1$s",
                "قبول نہیں ہوا، اور منیجر کے لیے محفوظ ہے: \u2068%1$s\u2069",
                "未被接受，已留存给管理员：%1$s");

        private final int status;
        private final Map<String, String> texts;

        Kind(int status, String english, String urdu, String chinese) {
            this.status = status;
            this.texts = Map.of("en", english, "ur", urdu, "zh", chinese);
        }
    }

    /** Of answers that were taken. */
    static Receipt of(StoredSubmission stored, Set<String> expected, Map<String, StoredFile> files) {
        if (stored.state() == State.AWAITS_EDITED) {
            return new Receipt(Kind.EDIT_WAITS);
        }
        if (stored.entity().state() == EntityState.AWAITS_BRANCH) {
            return new Receipt(Kind.BRANCH_WAITS);
        }
        long missing =
                expected.stream().filter(name -> !files.containsKey(name)).count();
        if (missing > 0) {
            return new Receipt(Kind.FILES_TO_COME, missing, expected.size());
        }
        long empty = expected.stream().filter(name -> files.get(name).isEmpty()).count();
        return empty == 0 ? new Receipt(Kind.SAVED) : new Receipt(Kind.FILES_EMPTY, empty, expected.size());
    }

    /** Empty if nothing was refused. */
    static Optional<Receipt> refusal(List<PushResult> results) {
        return results.stream()
                .filter(result -> result.status() == PushStatus.REJECTED)
                .findFirst()
                .map(Receipt::refusal);
    }

    private static Receipt refusal(PushResult result) {
        if (result.code().filter(PushCode.FORBIDDEN::equals).isPresent()) {
            return new Receipt(Kind.NOT_YOURS);
        }
        String why = result.errors().stream().map(Receipt::sentence).collect(Collectors.joining("; "));
        return new Receipt(Kind.NOT_TAKEN, why);
    }

    private static String sentence(Violation violation) {
        return violation.path().substring(violation.path().lastIndexOf('/') + 1) + ": " + violation.message();
    }

    int status() {
        return kind.status;
    }

    boolean isSuccess() {
        return kind.status < 300;
    }

    /** @param languages of who holds the phone, best first; English if we speak none of them */
    String message(List<String> languages) {
        String language =
                languages.stream().filter(kind.texts::containsKey).findFirst().orElse("en");
        return String.format(kind.texts.get(language), details);
    }
}
