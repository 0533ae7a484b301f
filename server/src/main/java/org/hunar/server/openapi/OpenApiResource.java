package org.hunar.server.openapi;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ExtendedResourceContext;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** {@code /api/v1/openapi.json} and {@code /api/v1/docs}: what can be called. It tells nothing of any data. */
@Path("/api/v1")
public final class OpenApiResource {
    private static final String API = "/api/";
    private static final Map<Parameter.Source, String> PLACES =
            Map.of(Parameter.Source.PATH, "path", Parameter.Source.QUERY, "query", Parameter.Source.HEADER, "header");

    /** Read when somebody asks first: no start should wait for it. */
    private static final class Files {
        static final Description DESCRIPTION = new Description();
    }

    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> document(@Context ExtendedResourceContext server) {
        return new OpenApi(Files.DESCRIPTION).document(routes(server));
    }

    @GET
    @Path("/docs")
    @Produces("text/html;charset=utf-8")
    public Response page(@Context ExtendedResourceContext server) {
        return Response.ok(new OpenApiPage(Files.DESCRIPTION).html(routes(server)))
                .header("Content-Security-Policy", OpenApiPage.policy())
                .build();
    }

    /** What Jersey was given to answer. */
    private static List<Route> routes(ExtendedResourceContext server) {
        List<Route> routes = new ArrayList<>();
        server.getResourceModel().getRootResources().forEach(root -> collect(root, "", routes));
        return routes.stream().filter(route -> route.path().startsWith(API)).toList();
    }

    private static void collect(Resource resource, String above, List<Route> into) {
        String path = resource.getPath() == null ? above : (above + "/" + resource.getPath()).replaceAll("/+", "/");
        String plain = path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        resource.getAllMethods().stream()
                .filter(method -> !isOfJersey(method))
                .forEach(method -> into.add(route(method, plain)));
        resource.getChildResources().forEach(child -> collect(child, path, into));
    }

    private static Route route(ResourceMethod method, String path) {
        List<Parameter> all = method.getInvocable().getParameters();
        String consumes = method.getConsumedTypes().stream()
                .map(type -> type.getType() + "/" + type.getSubtype())
                .collect(Collectors.joining(","));
        return new Route(
                method.getHttpMethod(),
                path,
                consumes,
                all.stream()
                        .map(OpenApiResource::parameter)
                        .flatMap(Optional::stream)
                        .toList(),
                all.stream().anyMatch(parameter -> parameter.isAnnotationPresent(Auth.class)));
    }

    private static Optional<Route.Parameter> parameter(Parameter parameter) {
        return Optional.ofNullable(PLACES.get(parameter.getSource()))
                .map(place -> new Route.Parameter(place, parameter.getSourceName(), type(parameter.getRawType())));
    }

    private static String type(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        return type == int.class || type == Integer.class || type == long.class || type == Long.class
                ? "integer"
                : "string";
    }

    /** Jersey adds {@code OPTIONS} to everything. */
    private static boolean isOfJersey(ResourceMethod method) {
        return method.getInvocable()
                .getHandler()
                .getHandlerClass()
                .getName()
                .startsWith("org.glassfish.jersey.server.wadl.processor.");
    }
}
