package org.hunar.model.sync.client;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;

/**
 * A random word that stands both in a store and beside it, new with every run. A store that comes from a backup, or from
 * another device, carries an old word or finds none.
 */
final class Seal {
    private final File file;
    private final Random random;

    Seal(File file, Random random) {
        this.file = file;
        this.random = random;
    }

    Optional<String> read() throws IOException {
        return file.exists()
                ? Optional.of(new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Writes a new word; the store takes it over with its next commit. */
    String renew() throws IOException {
        String word = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        File next = new File(file.getPath() + ".new");
        try (FileChannel channel = FileChannel.open(
                next.toPath(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        replace(next, file);
        return word;
    }

    /** Puts a written file in the place of another, at once and for good. */
    static void replace(File next, File file) throws IOException {
        Files.move(next.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (File.separatorChar == '/') {
            // a rename is on the disk only when its folder is; Windows has no such call and needs none
            try (FileChannel folder =
                    FileChannel.open(file.getAbsoluteFile().getParentFile().toPath(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
