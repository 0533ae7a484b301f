package org.hunar.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Asks {@link Admission} once the body has arrived and before it is inflated: a phone on a slow line holds nobody up
 * while it sends, and no more bodies are held inflated than there are requests under way. A place is given back before
 * the answer is written, which a slow line would draw out as well.
 */
@Admitted
final class AdmissionFilter implements ReaderInterceptor, ContainerResponseFilter {
    /** First among the readers: before the body is inflated by {@link BodyGuard}. */
    static final int READS_FIRST = 100;
    /** First among the filters of an answer, so that none that fails keeps the place taken. */
    static final int FILTERS_FIRST = Integer.MAX_VALUE;

    private static final String ADMITTED = AdmissionFilter.class.getName();

    private final Admission admission;
    private final int readAhead;

    /** @param readAhead bytes of a body that are read before the request is admitted; what is beyond, only after */
    AdmissionFilter(Admission admission, int readAhead) {
        this.admission = admission;
        this.readAhead = readAhead;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        InputStream wire = context.getInputStream();
        InputStream arrived = new ByteArrayInputStream(wire.readNBytes(readAhead));
        admission.enter();
        context.setProperty(ADMITTED, true);
        context.setInputStream(new SequenceInputStream(arrived, wire));
        return context.proceed();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ADMITTED) != null) {
            request.removeProperty(ADMITTED);
            admission.leave();
        }
    }
}
