/**
 * Pages for managers, made on the server: readable without JavaScript, in English, Urdu and Chinese, with nothing loaded
 * from elsewhere. Each page asks the resources of the API in the same process, as whoever looks at it: so no page shows what
 * the API would not, nor another digit. It owns no table; nobody calls it.
 */
package org.hunar.server.dashboard;
