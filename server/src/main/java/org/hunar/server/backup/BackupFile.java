package org.hunar.server.backup;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** A backup on disk. It is read from the beginning to the end, and few rows of it are in memory. */
final class BackupFile {
    private final Path file;

    BackupFile(Path file) {
        this.file = file;
    }

    /** Receives what is in a backup, in its order. */
    interface Visitor {
        /** @param lines the first names the columns, each further one is a row; to be read to the end */
        void table(String name, BufferedReader lines) throws IOException;

        /** @param bytes to be read to the end */
        void file(String hash, InputStream bytes) throws IOException;
    }

    /**
     * Reads all of it, counts and hashes.
     *
     * @throws BackupException if it is cut short, damaged, or no backup; the message says which part
     */
    Manifest verify() {
        requireWhole();
        Check check = new Check();
        Manifest manifest = read(check);
        check.compare(manifest);
        return manifest;
    }

    /** Gives all of it to a visitor. */
    Manifest read(Visitor visitor) {
        Optional<Manifest> manifest = Optional.empty();
        try (ZipInputStream zip = open()) {
            for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
                if (entry.getName().equals(Manifest.NAME)) {
                    manifest = Optional.of(Manifest.parse(zip.readAllBytes()));
                } else {
                    visit(entry.getName(), zip, visitor);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return manifest.orElseThrow(() -> new BackupException(file + " has no manifest: it is not a backup of Hunar"));
    }

    private static ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            // what the JDK says to a name that is not UTF-8
            throw (IOException) new ZipException("the name of a part is no text").initCause(e);
        }
    }

    private ZipInputStream open() throws IOException {
        return new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8);
    }

    private static void visit(String name, InputStream bytes, Visitor visitor) throws IOException {
        if (name.startsWith(BackupWriter.TABLES) && name.endsWith(BackupWriter.TABLE_END)) {
            String table =
                    name.substring(BackupWriter.TABLES.length(), name.length() - BackupWriter.TABLE_END.length());
            visitor.table(table, new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
        } else if (name.startsWith(BackupWriter.FILES)) {
            visitor.file(name.substring(BackupWriter.FILES.length()), bytes);
        } else {
            throw new BackupException("there is a file in it that no backup has: " + name);
        }
    }

    /** The list of its parts stands at the end of a ZIP. */
    private void requireWhole() {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry(Manifest.NAME) == null) {
                throw new BackupException(file + " has no manifest: it is not a backup of Hunar");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private BackupException unreadable(IOException e) {
        if (e instanceof NoSuchFileException || !Files.exists(file)) {
            return new BackupException("there is no file " + file, e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new BackupException(file + " is cut short, damaged, or no backup: " + e.getMessage(), e);
        }
        return new BackupException(file + " cannot be read: " + e.getMessage(), e);
    }

    /** Counts and hashes what the manifest will tell. */
    private static final class Check implements Visitor {
        private final List<Manifest.Entry> tables = new ArrayList<>();
        private long files;
        private long bytes;

        @Override
        public void table(String name, BufferedReader lines) throws IOException {
            MessageDigest digest = Sha256.digest();
            TableSum sum = new TableSum();
            boolean first = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
                digest.update(utf8);
                digest.update((byte) '\n');
                if (!first) {
                    sum.add(utf8);
                }
                first = false;
            }
            tables.add(new Manifest.Entry(name, sum.rows(), Sha256.hex(digest), sum.content()));
        }

        @Override
        public void file(String hash, InputStream in) throws IOException {
            MessageDigest digest = Sha256.digest();
            DigestInputStream hashed = new DigestInputStream(in, digest);
            bytes += hashed.transferTo(java.io.OutputStream.nullOutputStream());
            files++;
            if (!Sha256.hex(digest).equals(hash)) {
                throw new BackupException("the file " + hash + " in it is damaged");
            }
        }

        void compare(Manifest manifest) {
            for (int i = 0; i < Math.max(tables.size(), manifest.tables().size()); i++) {
                if (i >= tables.size() || i >= manifest.tables().size()) {
                    throw new BackupException("it has " + tables.size() + " tables, its manifest tells of "
                            + manifest.tables().size());
                }
                if (!tables.get(i).equals(manifest.tables().get(i))) {
                    throw new BackupException("table " + tables.get(i).name() + " in it is damaged: it has "
                            + tables.get(i).rows() + " rows, of "
                            + manifest.tables().get(i).rows() + " that the manifest tells of, or other ones");
                }
            }
            if (files != manifest.files() || bytes != manifest.fileBytes()) {
                throw new BackupException("it has " + files + " files of " + bytes + " bytes, its manifest tells of "
                        + manifest.files() + " of " + manifest.fileBytes() + " bytes");
            }
        }
    }
}
