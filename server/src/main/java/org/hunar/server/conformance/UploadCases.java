package org.hunar.server.conformance;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.sync.UploadRequest;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;

/** Photos: tus 1.0.0 with creation, checksum and termination, and the files by their hashes. */
final class UploadCases {
    static final List<Case> CASES = List.of(
            new Case("§8", "an upload is announced with its SHA-256 and begins at offset 0", UploadCases::announced),
            new Case("§8", "an upload in two parts is whole, and GET /blobs gives its bytes", UploadCases::twoParts),
            new Case(
                    "§8",
                    "an upload that was cut goes on where HEAD says, and ends in the same bytes",
                    UploadCases::cut),
            new Case("§8", "the same file announced again is the same upload", UploadCases::announcedAgain),
            new Case("§8", "a file that is here already is complete at once", UploadCases::hereAlready),
            new Case("§8", "bytes for another offset are a 409, and the offset stays", UploadCases::wrongOffset),
            new Case("§8", "bytes with a wrong checksum are a 460, and the offset stays", UploadCases::wrongChecksum),
            new Case(
                    "§8",
                    "a file with another SHA-256 than announced is a 460 and is discarded",
                    UploadCases::otherFile),
            new Case("§8", "an upload that is ended is gone", UploadCases::ended),
            new Case("§8", "another version of tus is a 412", UploadCases::otherVersion),
            new Case("§8", "GET /blobs with a Range gives that part", UploadCases::range),
            new Case("§8", "a file is not shown to who has no part in its assessment", UploadCases::stranger),
            new Case("§8", "an answer with a photo that is here is not HELD", UploadCases::notHeld));

    private static final int SIZE = 200_000;
    private static final int MOST_TRIES = 5;
    private static final String TUS = "1.0.0";

    private UploadCases() {}

    private static void announced(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        Answer answer = photo.announce();
        Expect.equal("HTTP status", 201, answer.status());
        Expect.equal("Tus-Resumable", TUS, Expect.header(answer, "Tus-Resumable"));
        Expect.header(answer, "Location");
        Expect.equal("Upload-Offset", "0", Expect.header(photo.head(), "Upload-Offset"));
        Expect.equal("Upload-Length", String.valueOf(SIZE), Expect.header(photo.head(), "Upload-Length"));
    }

    private static void twoParts(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        Answer half = photo.send(0, SIZE / 2);
        Expect.equal("HTTP status", 204, half.status());
        Expect.equal("Upload-Offset", String.valueOf(SIZE / 2), Expect.header(half, "Upload-Offset"));
        photo.send(SIZE / 2, SIZE);
        photo.expectStored();
    }

    private static void cut(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        photo.by().breakOff(photo.part(0, SIZE));
        Expect.that(photo.offset() < SIZE, "an offset below " + SIZE, photo.offset());
        photo.sendTheRest();
        photo.expectStored();
    }

    private static void announcedAgain(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        String first = Expect.header(photo.announce(), "Location");
        photo.send(0, SIZE / 2);
        String second = Expect.header(photo.announce(), "Location");
        Expect.equal("Location", first, second);
        Expect.equal("offset", SIZE / 2, photo.offset());
    }

    private static void hereAlready(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        photo.send(0, SIZE);
        Answer again = photo.announce();
        Expect.equal("Upload-Offset", String.valueOf(SIZE), Expect.header(again, "Upload-Offset"));
    }

    private static void wrongOffset(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        photo.send(0, SIZE / 2);
        Expect.equal("HTTP status", 409, photo.send(SIZE / 4, SIZE).status());
        Expect.equal("offset", SIZE / 2, photo.offset());
    }

    private static void wrongChecksum(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        String checksum = "sha256 " + Base64.getEncoder().encodeToString(new byte[32]);
        Answer answer = field.trainer().send(photo.part(0, SIZE).header("Upload-Checksum", checksum));
        Expect.equal("HTTP status", 460, answer.status());
        Expect.equal("offset", 0, photo.offset());
    }

    private static void otherFile(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        Call wrong = photo.part(0, SIZE).sending("application/offset+octet-stream", new byte[SIZE]);
        Expect.equal("HTTP status", 460, field.trainer().send(wrong).status());
        Expect.equal("HTTP status", 404, field.trainer().send(photo.download()).status());
    }

    private static void ended(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        Answer answer = field.trainer().send(tus("DELETE", photo.location));
        Expect.equal("HTTP status", 204, answer.status());
        int after = photo.head().status();
        Expect.that(after == 404 || after == 410, "404 or 410", after);
    }

    private static void otherVersion(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        Call old = Call.of("HEAD", photo.location).header("Tus-Resumable", "0.2.2");
        Expect.equal("HTTP status", 412, field.trainer().send(old).status());
    }

    private static void range(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        photo.send(0, SIZE);
        Answer part = field.trainer().send(photo.download().header("Range", "bytes=100-199"));
        Expect.equal("HTTP status", 206, part.status());
        Expect.that(Arrays.equals(part.body(), Arrays.copyOfRange(photo.bytes, 100, 200)), "those bytes", "others");
    }

    private static void stranger(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        photo.send(0, SIZE);
        Expect.problem(field.neighbour().send(photo.download()), 404);
    }

    private static void notHeld(Field field) throws IOException {
        Photo photo = Photo.taken(field);
        photo.announce();
        photo.send(0, SIZE);
        Handset handset = field.handset();
        Op operation = handset.operation(
                "assessment",
                photo.assessment,
                "put",
                field.trainer()
                        .document(field.scope(), "assessment", photo.assessment)
                        .object("sync")
                        .texts("heads"),
                Map.of("answers", Map.of("photo", photo.answer())));
        field.trainer().pushOne(handset, operation).is("APPLIED");
    }

    private static Call tus(String method, String path) {
        return Call.of(method, path).header("Tus-Resumable", TUS);
    }

    /** A file that no other has the bytes of, named by an assessment that is here already. */
    private static final class Photo {
        private final Field field;
        private final byte[] bytes;
        private final String sha256;
        private String assessment;
        private String location;

        private Photo(Field field, byte[] bytes) {
            this.field = field;
            this.bytes = bytes;
            this.sha256 = CanonicalJson.hex(CanonicalJson.sha256().digest(bytes));
        }

        static Photo taken(Field field) throws IOException {
            Photo photo = new Photo(field, field.chance(SIZE));
            Handset handset = field.handset();
            String person = handset.newParticipantId();
            photo.assessment = handset.newAssessmentId();
            field.trainer()
                    .push(
                            handset,
                            handset.participant(person, field.cohort()),
                            handset.assessment(photo.assessment, person, Map.of("photo", photo.answer())))
                    .get(1)
                    .is("HELD", "AWAITING_BLOB");
            return photo;
        }

        Map<String, Object> answer() {
            return Map.of("sha256", sha256, "size", SIZE, "mime", "image/jpeg");
        }

        Person by() {
            return field.trainer();
        }

        Answer announce() throws IOException {
            UploadRequest request =
                    new UploadRequest(sha256, SIZE, "image/jpeg", new AssessmentId(UUID.fromString(assessment)));
            Answer answer = by().send(tus("POST", "/uploads")
                    .header("Upload-Length", String.valueOf(SIZE))
                    .header("Upload-Metadata", request.metadata()));
            Expect.that(answer.isSuccess(), "success", answer.status() + " " + answer.text());
            String where = Expect.header(answer, "Location");
            location = where.substring(where.indexOf("/uploads/"));
            return answer;
        }

        Call part(int from, int to) {
            return tus("PATCH", location)
                    .header("Upload-Offset", String.valueOf(from))
                    .sending("application/offset+octet-stream", Arrays.copyOfRange(bytes, from, to));
        }

        Answer send(int from, int to) throws IOException {
            return by().send(part(from, to));
        }

        /** As an app does: what the server was still writing when it was asked makes the offset wrong once. */
        void sendTheRest() throws IOException {
            for (int tries = 0; tries < MOST_TRIES && offset() < SIZE; tries++) {
                int status = send(offset(), SIZE).status();
                Expect.that(status == 204 || status == 409, "204, or 409 for another offset", status);
            }
        }

        Answer head() throws IOException {
            return by().send(tus("HEAD", location));
        }

        int offset() throws IOException {
            return Integer.parseInt(Expect.header(head(), "Upload-Offset"));
        }

        Call download() {
            return Call.get("/blobs/" + sha256);
        }

        void expectStored() throws IOException {
            Expect.equal("offset", SIZE, offset());
            Answer answer = by().send(download());
            Expect.equal("HTTP status", 200, answer.status());
            Expect.that(
                    Arrays.equals(bytes, answer.body()), "the bytes that were sent", answer.body().length + " others");
        }
    }
}
