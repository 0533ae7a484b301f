package org.hunar.server.testing;

import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.glassfish.jersey.internal.Errors;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.internal.inject.Providers;
import org.glassfish.jersey.message.MessageBodyWorkers;
import org.glassfish.jersey.server.ExtendedResourceContext;
import org.glassfish.jersey.server.model.ComponentModelValidator;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.model.ResourceModel;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.glassfish.jersey.servlet.ServletContainer;

/** What a running server answers to, as Jersey itself keeps it. */
final class Endpoints {
    private Endpoints() {}

    /**
     * Method and path, such as {@code GET /api/v1/programmes/{programme}}. Where one path takes several types of body by
     * methods of their own, with that type. What Jersey adds by itself, which is {@code OPTIONS} everywhere, is left out.
     */
    static Set<String> of(ServletContainer jersey) {
        List<Endpoint> all = new ArrayList<>();
        model(jersey).getRootResources().forEach(root -> collect(root, "", all));
        return all.stream().collect(Collectors.groupingBy(Endpoint::call)).values().stream()
                .flatMap(same -> same.stream().map(each -> same.size() == 1 ? each.call() : each.withType()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What Jersey would say of them, were it asked at each start: methods that cannot be called, or not told apart. */
    static List<String> issues(ServletContainer jersey) {
        InjectionManager manager = jersey.getApplicationHandler().getInjectionManager();
        return Errors.process(() -> {
            new ComponentModelValidator(
                            Providers.getProviders(manager, ValueParamProvider.class),
                            manager.getInstance(MessageBodyWorkers.class))
                    .validate(model(jersey));
            model(jersey).getResources().stream()
                    .flatMap(resource -> resource.getHandlerClasses().stream())
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .forEach(Resource::from);
            return Errors.getErrorMessages().stream()
                    .map(Errors.ErrorMessage::getMessage)
                    .toList();
        });
    }

    private static ResourceModel model(ServletContainer jersey) {
        return jersey.getApplicationHandler()
                .getInjectionManager()
                .getInstance(ExtendedResourceContext.class)
                .getResourceModel();
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
