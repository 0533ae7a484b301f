package org.hunar.server.report.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MakerTest {
    private final List<String> made = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Maker<String, String> busy = new Maker<>(this::make, waiting::add);

    @Test
    void whatIsMadeWithinAMomentIsAnswered() {
        assertThat(new Maker<>(this::make, Runnable::run).atOnce("lhr-03")).contains("made of lhr-03");
    }

    @Test
    void nobodyWaitsForWhatTakesLongerAndAllWhoAskForItHaveItMadeOnce() {
        assertThat(busy.atOnce("lhr-03")).isEmpty();
        assertThat(busy.atOnce("lhr-03")).isEmpty();
        assertThat(busy.atOnce("khi-01")).isEmpty();

        finish();
        assertThat(made).containsExactly("lhr-03", "khi-01");

        busy.atOnce("lhr-03");
        finish();
        assertThat(made).as("who asks afterwards has it made anew").containsExactly("lhr-03", "khi-01", "lhr-03");
    }

    @Test
    void whyItCannotBeMadeIsSaidAndTheNextOneTriesAgain() {
        Maker<String, String> maker = new Maker<>(
                wanted -> {
                    make(wanted);
                    throw new IllegalArgumentException("no such cohort");
                },
                Runnable::run);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> maker.atOnce("lhr-03")).hasMessage("no such cohort");
        }
        assertThat(made).hasSize(2);
    }

    private String make(String wanted) {
        made.add(wanted);
        return "made of " + wanted;
    }

    private void finish() {
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
    }
}
