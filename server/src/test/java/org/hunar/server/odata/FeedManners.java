package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.odata.FeedReading.FEED;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;

/** How the feed is written, and how it refuses. */
final class FeedManners {
    private FeedManners() {}

    static void itIsWrittenAsAskedFor(TestServer server, String token) {
        String one = FEED + "assessments?$top=1&$select=points,assessment_id,rev";
        assertThat(server.get(one, token).body()).contains("$metadata#assessments(assessment_id,points,rev)\"");
        assertThat(TestServer.json(server.get(one + "&$format=application/json;odata.metadata=none", token))
                        .asMap())
                .containsOnlyKeys("value");
        String full = server.get(one + "&$format=application/json;odata.metadata=full;IEEE754Compatible=true", token)
                .body();
        assertThat(full)
                .contains("\"@odata.type\":\"#Hunar.assessment\"", "\"points@odata.type\":\"#Decimal\"")
                .containsPattern("\"rev\":\"\\d+\"")
                .containsPattern("\"@odata.id\":\"http[^\"]*/odata/assessments\\('[0-9a-f-]{36}'\\)\"");
        HttpResponse<String> excel = server.send(server.request(one, token)
                .setHeader(
                        "Accept",
                        "application/json;odata.metadata=minimal;q=1.0,application/json;odata="
                                + "minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7")
                .setHeader("OData-MaxVersion", "4.0")
                .setHeader("MaxDataServiceVersion", "3.0")
                .GET());
        assertThat(excel.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/json;odata.metadata=minimal");
        String metadata = server.get(FEED + "$metadata", token).body();
        assertThat(metadata).contains("String=\"Participant\"", "String=\"شریک\"", "String=\"学员编号\"");
        assertThat(metadata).doesNotContain("Name=\"phone\"");
    }

    static void whatIsWrongIsNamed(TestServer server, String token) {
        Map<String, String> refusals = new LinkedHashMap<>();
        refusals.put("scores?$filter=skill%20eq%20'x'%20or", "?$filter: character 16");
        refusals.put("scores?$filter=name%20eq%20'x'", "there is no column 'name'");
        refusals.put("scores?$filter=skill%20eq%20'x');delete%20from%20scores;--", "?$filter: character 13");
        refusals.put("scores?$orderby=percent;drop%20table%20scores", "?$orderby: ");
        refusals.put("scores?$orderby=length(skill)", "?$orderby: there is no column 'length(skill)'");
        refusals.put("scores?$orderby=percent%20up", "asc or desc");
        refusals.put("scores?$orderby=percent&$skip=5001", "?$skip: ");
        refusals.put("scores?$select=grade", "?$select: there is no column 'grade' in scores");
        refusals.put("scores?$top=-1", "?$top: a whole number");
        refusals.put("scores?$skip=1.5", "?$skip: a whole number");
        refusals.put("scores?$count=yes", "?$count: true or false");
        refusals.put("scores?$top=1&$top=2", "?$top: this option stands there more than once");
        refusals.put("scores?filter=true", "write $filter");
        refusals.put("scores?$skiptoken=WyJ4Il0", "?$skiptoken: this is of no @odata.nextLink");
        refusals.put("scores?$skiptoken=%C3%A9", "?$skiptoken: ");
        refusals.put("scores/$count?$top=1", "?$top: there are $filter, $format here");
        refusals.put("participants('x')?$filter=true", "?$filter: there are $format, $select here");
        refusals.forEach((call, said) -> assertRefused(server.get(FEED + call, token), 400, said));
        assertRefused(server.get(FEED + "scores?$expand=assessment", token), 501, "?$expand: this feed has no $expand");
        assertRefused(server.get(FEED + "scores?$apply=aggregate(x)", token), 501, "?$apply");
        assertRefused(server.get(FEED + "scores?$filter=skill%20eq%20@p&@p='x'", token), 501, "?@p");
        assertRefused(server.get(FEED + "grades", token), 404, "there are assessments, answers");
        assertRefused(server.get(FEED + "scores?$format=atom", token), 406, "application/json");
        assertRefused(server.get("/api/v1/programmes/none/odata/scores", token), 404, "none");
        assertRefused(
                server.send(server.request(FEED + "scores", token)
                        .header("OData-MaxVersion", "3.0")
                        .GET()),
                400,
                "4.0");
    }

    static void assertRefused(HttpResponse<String> answer, int status, String said) {
        JsonObject problem = TestServer.json(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(problem.text("detail")).contains(said);
        assertThat(problem.object("error").text("message")).isEqualTo(problem.text("detail"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
