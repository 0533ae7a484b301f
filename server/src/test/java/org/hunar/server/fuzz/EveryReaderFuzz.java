package org.hunar.server.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hunar.server.auth.TokenFuzz;
import org.hunar.server.blob.UploadHeadersFuzz;
import org.hunar.server.device.AssertionFuzz;
import org.hunar.server.http.HeadersFuzz;
import org.hunar.server.http.InflatedBodyFuzz;
import org.hunar.server.odata.FilterFuzz;
import org.hunar.server.openrosa.SubmissionFuzz;
import org.hunar.server.participant.RosterFuzz;
import org.hunar.server.programme.MessagesFuzz;
import org.hunar.server.sync.CursorFuzz;
import org.hunar.server.sync.EnvelopeFuzz;
import org.hunar.server.xlsform.CellsFuzz;
import org.hunar.server.xlsform.ForeignFormFuzz;
import org.hunar.server.xlsform.WorkbookFuzz;
import org.junit.jupiter.params.provider.MethodSource;

/** All harnesses in one process, which a build has time for: the first byte chooses the reader. */
class EveryReaderFuzz {
    private static final List<Harness> HARNESSES = List.of(
            new Harness(EnvelopeFuzz.class, EnvelopeFuzz::read),
            new Harness(CursorFuzz.class, CursorFuzz::read),
            new Harness(MessagesFuzz.class, MessagesFuzz::read),
            new Harness(TokenFuzz.class, TokenFuzz::read),
            new Harness(AssertionFuzz.class, AssertionFuzz::read),
            new Harness(UploadHeadersFuzz.class, UploadHeadersFuzz::read),
            new Harness(HeadersFuzz.class, HeadersFuzz::read),
            new Harness(InflatedBodyFuzz.class, InflatedBodyFuzz::read),
            new Harness(RosterFuzz.class, RosterFuzz::read),
            new Harness(CellsFuzz.class, CellsFuzz::read),
            new Harness(WorkbookFuzz.class, WorkbookFuzz::read),
            new Harness(ForeignFormFuzz.class, ForeignFormFuzz::read),
            new Harness(SubmissionFuzz.class, SubmissionFuzz::read),
            new Harness(FilterFuzz.class, FilterFuzz::read));

    private record Harness(Class<?> type, Consumer<byte[]> reader) {
        /** What was written for the harness, and what it has found. */
        Stream<byte[]> inputs() throws IOException, URISyntaxException {
            URL folder = type.getResource(type.getSimpleName() + "Inputs");
            if (folder == null) {
                return Stream.empty();
            }
            try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
                return files.filter(Files::isRegularFile).map(Harness::bytes).toList().stream();
            }
        }

        private static byte[] bytes(Path file) {
            return Refusal.orElse(() -> Files.readAllBytes(file)).orElseThrow();
        }
    }

    static Stream<byte[]> inputs() throws IOException, URISyntaxException {
        Stream.Builder<byte[]> inputs = Stream.builder();
        for (int i = 0; i < HARNESSES.size(); i++) {
            byte number = (byte) i;
            HARNESSES.get(i).inputs().forEach(input -> inputs.add(after(number, input)));
        }
        return inputs.build();
    }

    private static byte[] after(byte first, byte[] rest) {
        byte[] all = new byte[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    @MethodSource("inputs")
    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        if (input.length > 0) {
            int number = (input[0] & 0xFF) % HARNESSES.size();
            HARNESSES.get(number).reader().accept(Arrays.copyOfRange(input, 1, input.length));
        }
    }
}
