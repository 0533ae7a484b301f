package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    @Test
    void whoHoldsThePhoneIsToldInTheLanguageOfHisAccount() {
        Receipt receipt = new Receipt(Receipt.Kind.FILES_TO_COME, 1, 3);

        assertThat(receipt.message(List.of("ur", "en")))
                .isEqualTo("محفوظ ہو گیا۔ 3 میں سے 1 تصاویر اور فائلیں آنا باقی ہیں۔");
        assertThat(receipt.message(List.of("ps", "zh"))).isEqualTo("已保存。共 3 个照片和文件，还有 1 个未到。");
        assertThat(receipt.message(List.of("ps"))).isEqualTo("Saved. 1 of 3 photos and files still to come.");
        assertThat(receipt.status()).isEqualTo(201);
    }

    @Test
    void eachSentenceIsThereInEachLanguage() {
        for (Receipt.Kind kind : Receipt.Kind.values()) {
            List<String> sentences = List.of("en", "ur", "zh").stream()
                    .map(language -> new Receipt(kind, "x", "y").message(List.of(language)))
                    .toList();
            assertThat(sentences).doesNotHaveDuplicates().noneMatch(String::isBlank);
        }
    }
}
