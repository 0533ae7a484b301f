package org.hunar.server.blob;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.UUID;
import org.hunar.server.storage.Transaction;

/**
 * Bytes in files: {@code uploads/<id>} while they come, {@code <first two digits>/<sha256>} once they are whole. A file
 * becomes a blob by a rename, after its bytes are on disk; a name is safe once its directory is on disk too.
 */
final class FileBlobStore implements BlobStore {
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final Path uploads;

    /** @param directory made when the first bytes come */
    FileBlobStore(Path directory) {
        this.directory = directory.toAbsolutePath();
        this.uploads = this.directory.resolve("uploads");
    }

    @Override
    public void write(Transaction tx, UUID upload, long position, ByteBuffer bytes) {
        Path file = uploads.resolve(upload.toString());
        try {
            boolean isNew = Files.notExists(file);
            if (isNew) {
                makeDirectory(uploads);
            }
            writeAndForce(file, position, bytes.duplicate());
            if (isNew) {
                force(uploads);
            }
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public boolean seal(Transaction tx, UUID upload, long size, BlobHash hash) {
        Path received = uploads.resolve(upload.toString());
        Path blob = fileOf(hash);
        try {
            if (Files.exists(blob)) {
                Files.deleteIfExists(received);
                return true;
            }
            if (!isWhole(received, size, hash)) {
                return false;
            }
            makeDirectory(blob.getParent());
            Files.move(received, blob, ATOMIC_MOVE);
            force(blob.getParent());
            force(uploads);
            return true;
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public void discard(Transaction tx, UUID upload) {
        delete(uploads.resolve(upload.toString()));
    }

    @Override
    public OptionalLong sizeOf(Transaction tx, BlobHash hash) {
        try {
            return OptionalLong.of(Files.size(fileOf(hash)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    @Override
    public void delete(Transaction tx, BlobHash hash) {
        delete(fileOf(hash));
    }

    @Override
    public InputStream read(BlobHash hash, long from) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(fileOf(hash), READ);
        return Channels.newInputStream(channel.position(from));
    }

    @Override
    public InputStream read(Transaction tx, BlobHash hash) throws IOException {
        return read(hash, 0);
    }

    private Path fileOf(BlobHash hash) {
        return directory.resolve(hash.hex().substring(0, 2)).resolve(hash.hex());
    }

    private static void writeAndForce(Path file, long position, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(true);
        }
    }

    /** Reads back what was written: the bytes that count are those on disk. */
    private static boolean isWhole(Path file, long size, BlobHash hash) throws IOException {
        if (Files.notExists(file) || Files.size(file) != size) {
            return false;
        }
        MessageDigest digest = BlobHash.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return BlobHash.of(digest).equals(hash);
    }

    private static void makeDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            makeDirectory(path.getParent());
            Files.createDirectories(path);
            force(path.getParent());
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }
}
