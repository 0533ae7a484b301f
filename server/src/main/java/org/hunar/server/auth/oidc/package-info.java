/**
 * Signing in to the pages by way of the organisation's own provider (OpenID Connect), if {@code oidc} of config.yml names
 * one. It proves who somebody is and grants nothing: whoever comes must be a user already. Owns no table.
 */
package org.hunar.server.auth.oidc;
