package org.hunar.server.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ExtendedResourceContext;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.servlet.ServletContainer;

/** What a running server answers to, as Jersey itself keeps it. */
final class Endpoints {
    private Endpoints() {}

    /**
     * Method and path, such as {@code GET /api/v1/programmes/{programme}}. Where one path takes several types of body by
     * methods of their own, with that type. What Jersey adds by itself, which is {@code OPTIONS} everywhere, is left out.
     */
    static Set<String> of(ServletContainer jersey) {
        Collection<Resource> roots = jersey.getApplicationHandler()
                .getInjectionManager()
                .getInstance(ExtendedResourceContext.class)
                .getResourceModel()
                .getRootResources();
        List<Endpoint> all = new ArrayList<>();
        roots.forEach(root -> collect(root, "", all));
        return all.stream().collect(Collectors.groupingBy(Endpoint::call)).values().stream()
                .flatMap(same -> same.stream().map(each -> same.size() == 1 ? each.call() : each.withType()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private record Endpoint(String call, String type) {
        String withType() {
            return call + " " + type;
        }
    }

    private static void collect(Resource resource, String above, List<Endpoint> into) {
        String path = resource.getPath() == null ? above : (above + "/" + resource.getPath()).replaceAll("/+", "/");
        for (ResourceMethod method : resource.getAllMethods()) {
            if (method.getType() == ResourceMethod.JaxrsType.SUB_RESOURCE_LOCATOR) {
                throw new IllegalStateException(path + " hands on to another resource, which is not looked into here");
            }
            if (!isOfJersey(method)) {
                String types = method.getConsumedTypes().stream()
                        .map(type -> type.getType() + "/" + type.getSubtype())
                        .collect(Collectors.joining(","));
                into.add(new Endpoint(method.getHttpMethod() + " " + path, types));
            }
        }
        resource.getChildResources().forEach(child -> collect(child, path, into));
    }

    private static boolean isOfJersey(ResourceMethod method) {
        return method.getInvocable()
                .getHandler()
                .getHandlerClass()
                .getName()
                .startsWith("org.glassfish.jersey.server.wadl.processor.");
    }
}
