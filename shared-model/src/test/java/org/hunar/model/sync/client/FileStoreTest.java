package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    @TempDir
    private Path folder;

    private FileStore open(String name) {
        File file = folder.resolve(name).toFile();
        return FileStore.open(file, folder.resolve(name + ".seal").toFile(), new Random());
    }

    private static Map<String, String> contents(PhoneStore store) {
        Map<String, String> contents = new TreeMap<>();
        store.scan("", "", (key, value) -> {
            if (!key.startsWith("store/")) {
                contents.put(key, value);
            }
            return true;
        });
        return contents;
    }

    /** Writes commits that overwrite and remove, and gives the contents after each. */
    private static List<Map<String, String>> write(FileStore store, int commits) {
        List<Map<String, String>> states = new ArrayList<>();
        states.add(contents(store));
        Random random = new Random(7);
        for (int i = 0; i < commits; i++) {
            Changes changes = new Changes().putText("last", "commit " + i);
            for (int j = 0; j < 3; j++) {
                String key = "key/" + random.nextInt(10);
                if (random.nextInt(4) == 0) {
                    changes.remove(key);
                } else {
                    changes.putText(key, "محمد\n\"" + i + "\" 焊接");
                }
            }
            store.commit(changes);
            states.add(contents(store));
        }
        return states;
    }

    @Test
    void aLogCutAtAnyByteHoldsExactlyTheCommitsThatWereWhole() throws IOException {
        List<Map<String, String>> states;
        try (FileStore store = open("log")) {
            states = write(store, 12);
        }
        byte[] log = Files.readAllBytes(folder.resolve("log"));
        int commits = 0;
        for (int length = 0; length <= log.length; length++) {
            if (length > 0 && log[length - 1] == '\n') {
                commits++;
            }
            Files.write(folder.resolve("cut"), Arrays.copyOf(log, length));
            try (FileStore cut = open("cut")) {
                assertThat(contents(cut)).isEqualTo(states.get(commits));
                cut.commit(new Changes().putText("after", "the cut"));
            }
            try (FileStore again = open("cut")) {
                Map<String, String> expected = new HashMap<>(states.get(commits));
                expected.put("after", "the cut");
                assertThat(contents(again)).isEqualTo(expected);
            }
        }
        assertThat(commits).isEqualTo(12);
    }

    @Test
    void compactingKeepsTheContentsAndShrinksTheLog() throws IOException {
        try (FileStore store = open("log")) {
            write(store, 300);
            Map<String, String> before = contents(store);
            long length = store.length();
            store.compact();
            assertThat(contents(store)).isEqualTo(before);
            assertThat(store.length()).isLessThan(length / 10);
            store.commit(new Changes().putText("after", "compacting"));
        }
        try (FileStore store = open("log")) {
            assertThat(store.get("after")).contains("compacting");
            assertThat(store.get("last")).contains("commit 299");
            assertThat(store.looksRestored()).isFalse();
        }
    }

    @Test
    void aCompactionThatWasInterruptedLeavesTheLogAsItWas() throws IOException {
        Map<String, String> before;
        try (FileStore store = open("log")) {
            write(store, 5);
            before = contents(store);
        }
        Files.writeString(folder.resolve("log.new"), "00000000 {\"last\":\"half");
        try (FileStore store = open("log")) {
            assertThat(contents(store)).isEqualTo(before);
        }
    }

    @Test
    void aLogGrowsNoFurtherThanAFewTimesItsContents() throws IOException {
        try (FileStore store = open("log")) {
            String large = "x".repeat(100_000);
            for (int i = 0; i < 60; i++) {
                store.commit(new Changes().putText("same", large + i));
            }
            assertThat(store.length()).isLessThan(2_000_000);
        }
    }

    @Test
    void damageAmidTheLogLosesOnlyTheDamagedCommitAndIsNotHidden() throws IOException {
        try (FileStore store = open("log")) {
            store.commit(new Changes().putText("a", "1"));
            store.commit(new Changes().putText("b", "2"));
            store.commit(new Changes().putText("c", "3"));
        }
        byte[] log = Files.readAllBytes(folder.resolve("log"));
        String text = new String(log, java.nio.charset.StandardCharsets.UTF_8);
        log[text.indexOf("\"2\"") + 1] = 'X';
        Files.write(folder.resolve("log"), log);
        try (FileStore store = open("log")) {
            assertThat(contents(store)).containsOnlyKeys("a", "c");
            assertThat(store.looksRestored()).isTrue();
            assertThat(folder.resolve("log.damaged")).exists();
        }
    }

    @Test
    void aBackupPutBackIsRecognizedUntilTheNextCommit() throws IOException {
        try (FileStore store = open("log")) {
            store.commit(new Changes().putText("a", "1"));
        }
        byte[] backup = Files.readAllBytes(folder.resolve("log"));
        try (FileStore store = open("log")) {
            assertThat(store.looksRestored()).isFalse();
            store.commit(new Changes().putText("a", "2"));
        }
        Files.write(folder.resolve("log"), backup);
        try (FileStore store = open("log")) {
            assertThat(store.looksRestored()).isTrue();
        }
        try (FileStore store = open("log")) {
            assertThat(store.looksRestored()).isTrue();
            store.commit(new Changes().putText("a", "3"));
            assertThat(store.looksRestored()).isFalse();
        }
        try (FileStore store = open("log")) {
            assertThat(store.looksRestored()).isFalse();
        }
    }

    @Test
    void aCopyOnAnotherPhoneIsRecognized() throws IOException {
        try (FileStore store = open("log")) {
            store.commit(new Changes().putText("a", "1"));
        }
        Files.copy(folder.resolve("log"), folder.resolve("copy"));
        try (FileStore store = open("copy")) {
            assertThat(store.looksRestored()).isTrue();
        }
    }

    @Test
    void aPhoneOnACopyGoesOnUnderItsOwnNameAndTheFirstKeepsItsOwn() throws IOException {
        UUID first;
        try (FileStore store = open("log")) {
            Phone.open(store, new TestingClock(), new Random());
            first = Install.load(store).orElseThrow().id();
        }
        Files.copy(folder.resolve("log"), folder.resolve("copy"));
        try (FileStore copy = open("copy")) {
            Phone.open(copy, new TestingClock(), new Random());
            assertThat(Install.load(copy).orElseThrow().id()).isNotEqualTo(first);
        }
        for (int start = 0; start < 2; start++) {
            try (FileStore store = open("log")) {
                Phone.open(store, new TestingClock(), new Random());
                assertThat(Install.load(store).orElseThrow().id()).isEqualTo(first);
            }
        }
    }

    @Test
    void aProcessKilledBetweenTheTwoWordsTakesANewNameAndLosesNothing() throws IOException {
        try (FileStore store = open("log")) {
            store.commit(new Changes().putText("a", "1"));
        }
        Files.writeString(folder.resolve("log.seal"), "a word that the log has not taken over");
        try (FileStore store = open("log")) {
            assertThat(store.looksRestored()).isTrue();
            assertThat(store.get("a")).contains("1");
        }
    }

    @Test
    void aStoreIsOpenedOnlyOnce() throws IOException {
        try (FileStore store = open("log")) {
            assertThatThrownBy(() -> open("log"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("log.lock");
            assertThat(contents(store)).isEmpty();
        }
    }
}
