package org.hunar.server.openrosa;

import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.http.UnreadBody;

/** What phones send: {@code HEAD} to ask how much at once, {@code POST} with the answers and some of the files. */
@Path("/openrosa/{programme}/submission")
public final class SubmissionResource {
    /** Each holds a thread for as long as its bytes travel; others are told to come again. */
    private static final int AT_ONCE = 24;

    private static final int RETRY_SECONDS = 10;
    /** Of what is refused for being too large; whoever sends reads no answer before all is sent. */
    private static final long READ_OF_REFUSED = 256L * 1024 * 1024;

    private final Members members;
    private final Submissions submissions;
    private final Semaphore places = new Semaphore(AT_ONCE);

    SubmissionResource(Members members, Submissions submissions) {
        this.members = members;
        this.submissions = submissions;
    }

    /** 204 and nothing else: with any other success a phone thinks that this is no OpenRosa server. */
    @HEAD
    public Response announce(@Auth Caller caller, @PathParam("programme") String code) {
        members.require(caller, code);
        return Response.noContent().build();
    }

    /** The body is read here and not by JAX-RS: it is as large as its photos are. */
    @POST
    public Response submit(
            @Auth Caller caller, @PathParam("programme") String code, @Context HttpServletRequest request) {
        ProgrammeId programme = members.require(caller, code);
        if (!places.tryAcquire()) {
            throw ProblemException.busy(RETRY_SECONDS);
        }
        try {
            InputStream body = request.getInputStream();
            Receipt receipt =
                    UnreadBody.readIfRefused(request, READ_OF_REFUSED, () -> take(caller, programme, request, body));
            return Response.status(receipt.status())
                    .entity(OpenRosaXml.message(
                            receipt.isSuccess() ? "submit_success" : "error", receipt.message(caller.languages())))
                    .type(OpenRosaXml.TEXT_XML)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            places.release();
        }
    }

    private Receipt take(Caller caller, ProgrammeId programme, HttpServletRequest request, InputStream body) {
        PostedReader.requireSize(request.getContentLengthLong());
        try (Posted posted = PostedReader.read(request.getContentType(), body)) {
            return submissions.take(caller, programme, posted);
        }
    }
}
