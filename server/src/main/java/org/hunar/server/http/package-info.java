/**
 * The manners that every resource shares: problems by RFC 9457, request ids and the server's time, bodies as
 * {@link org.hunar.model.json.JsonObject} and Map within limits, ETags, pages. It owns no table and knows no feature.
 * {@link org.hunar.server.http.HttpFeature} puts it into the server, once. Every feature may call it; what a verb of a
 * feature refuses, it refuses with a {@link org.hunar.server.http.ProblemException}, and what a message lacks with the
 * InvalidException of the shared model.
 */
package org.hunar.server.http;
