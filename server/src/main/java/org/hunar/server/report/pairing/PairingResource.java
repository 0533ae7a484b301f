package org.hunar.server.report.pairing;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;
import org.hunar.server.report.likeness.LikelySame;

/** {@code /programmes/{p}/pairing}: the work lists of a manager. */
@Path("/api/v1/programmes/{programme}/pairing")
@Produces(MediaType.APPLICATION_JSON)
public final class PairingResource {
    private static final String LIKELY_SAME = "likely_same";

    private final PairingDesk desk;
    private final LikelySame likelySame;

    PairingResource(PairingDesk desk, LikelySame likelySame) {
        this.desk = desk;
        this.likelySame = likelySame;
    }

    /** For a page, which does not wait: {@code list=likely_same} as {@link LikelySame#atOnce} tells of it. */
    public Optional<Map<String, Object>> likelySame(Caller caller, String code, Integer limit, String after) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        return likelySame.atOnce(programme, PageRequest.of(limit, after));
    }

    /** @param list pre_only, post_only, ambiguous or likely_same */
    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @QueryParam("list") String list,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        PageRequest page = PageRequest.of(limit, after);
        return LIKELY_SAME.equals(list) ? likelySame.page(programme, page) : desk.page(programme, list(list), page);
    }

    private static DeskList list(String name) {
        return Optional.ofNullable(name)
                .flatMap(DeskList::named)
                .orElseThrow(() -> InvalidException.at(
                        "?list", "INVALID", "one of " + DeskList.wireNames() + " or " + LIKELY_SAME + " is expected"));
    }
}
