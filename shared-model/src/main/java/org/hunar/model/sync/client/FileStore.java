package org.hunar.model.sync.client;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;

/**
 * A store in one file: a log of commits, each a line with a checksum, forced to the disk before the commit returns. A
 * line that was cut while it was written never happened. The log is written anew, beside the old one and then in its
 * place, when most of it is outdated. Everything is held in memory too, so it is meant for some ten thousand documents.
 */
public final class FileStore implements PhoneStore, Closeable {
    private static final String SEAL_KEY = "store/seal";
    private static final long COMPACT_FROM_BYTES = 1 << 20;
    private static final int OUTDATED_SHARE = 4;
    private static final int ENTRIES_A_LINE = 200;

    private final File file;
    private final FileChannel lockChannel;
    private final Seal seal;
    private final MemoryStore table = new MemoryStore();
    private FileChannel log;
    private long length;
    private long compactedLength;
    private boolean restored;
    private boolean sealed;

    private FileStore(File file, FileChannel lockChannel, Seal seal) {
        this.file = file;
        this.lockChannel = lockChannel;
        this.seal = seal;
    }

    /**
     * @param file the log, made if it is not there; files of the same name with an ending stand beside it
     * @param sealFile a small file in a place that backups leave out, on Android under {@code getNoBackupFilesDir()}:
     *     how a restored or copied log is told from the device's own
     * @param random for the seal, a {@link java.security.SecureRandom} except in tests
     * @throws StoreException if the file cannot be read, or another process has it open
     */
    public static FileStore open(File file, File sealFile, Random random) {
        FileChannel lockChannel = lock(beside(file, ".lock"));
        try {
            FileStore store = new FileStore(file, lockChannel, new Seal(sealFile, random));
            store.recover();
            return store;
        } catch (IOException e) {
            closeAfter(e, lockChannel);
            throw new StoreException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Optional<String> get(String key) {
        return table.get(key);
    }

    @Override
    public synchronized void scan(String prefix, String after, Visitor visitor) {
        table.scan(prefix, after, visitor);
    }

    @Override
    public synchronized void commit(Changes changes) {
        try {
            Changes all = sealed ? changes : new Changes().addAll(changes).putText(SEAL_KEY, seal.renew());
            append(CommitLine.encode(all));
            sealed = true;
            table.commit(all);
        } catch (IOException e) {
            throw new StoreException("cannot write " + file + ": " + e.getMessage(), e);
        }
        compactIfWorthwhile();
    }

    @Override
    public synchronized boolean looksRestored() {
        return restored && !sealed;
    }

    /** Size of the log in bytes. */
    public synchronized long length() {
        return length;
    }

    /** Writes the log anew, without what is outdated. */
    public synchronized void compact() throws IOException {
        File next = beside(file, ".new");
        try (FileChannel channel = FileChannel.open(
                next.toPath(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeTable(channel);
            channel.force(true);
        }
        Seal.replace(next, file);
        FileChannel outdated = log;
        log = openLog();
        outdated.close();
        length = log.size();
        compactedLength = length;
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
        lockChannel.close();
    }

    private void recover() throws IOException {
        log = openLog();
        byte[] bytes = Files.readAllBytes(file.toPath());
        boolean damaged = replay(bytes);
        if (damaged) {
            Files.copy(file.toPath(), beside(file, ".damaged").toPath(), StandardCopyOption.REPLACE_EXISTING);
            compact();
        }
        compactedLength = length;
        Optional<String> own = table.get(SEAL_KEY);
        restored = damaged || own.isPresent() && !own.equals(seal.read());
    }

    /**
     * Applies every whole line. What follows the last whole line was being written when the process ended; anything else
     * that is not whole is damage.
     */
    private boolean replay(byte[] bytes) {
        boolean damaged = false;
        boolean broken = false;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == CommitLine.END) {
                Optional<Changes> changes = CommitLine.decode(bytes, start, i);
                if (changes.isPresent()) {
                    table.commit(changes.get());
                    length = i + 1L;
                    damaged |= broken;
                }
                broken |= !changes.isPresent();
                start = i + 1;
            }
        }
        return damaged;
    }

    private void append(byte[] line) throws IOException {
        if (log.size() != length) {
            // what an interrupted or failed commit left behind
            log.truncate(length);
        }
        writeFully(log, ByteBuffer.wrap(line), length);
        log.force(true);
        length += line.length;
    }

    private void compactIfWorthwhile() {
        if (length <= COMPACT_FROM_BYTES || length <= OUTDATED_SHARE * compactedLength) {
            return;
        }
        try {
            compact();
        } catch (IOException e) {
            // The commit stands and the old log serves on: a nearly full disk must not stop people from working. The
            // next attempt is made when the log has grown by as much again.
            compactedLength = length;
        }
    }

    private void writeTable(FileChannel channel) throws IOException {
        String[] last = {""};
        while (true) {
            Changes some = new Changes();
            table.scan("", last[0], (key, value) -> {
                some.putText(key, value);
                last[0] = key;
                return some.asMap().size() < ENTRIES_A_LINE;
            });
            if (some.isEmpty()) {
                return;
            }
            writeFully(channel, ByteBuffer.wrap(CommitLine.encode(some)), channel.size());
        }
    }

    private FileChannel openLog() throws IOException {
        return FileChannel.open(file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static File beside(File file, String ending) {
        return new File(file.getPath() + ending);
    }

    private static FileChannel lock(File file) {
        try {
            FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StoreException("another process has " + file + " open", null);
            }
            return channel;
        } catch (IOException e) {
            throw new StoreException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void closeAfter(IOException failure, Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
