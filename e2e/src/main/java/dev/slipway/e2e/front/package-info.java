/**
 * A front for a host without HAProxy: a reverse proxy that obeys the part of HAProxy's runtime API
 * that switches traffic.
 */
@NullMarked
package dev.slipway.e2e.front;

import org.jspecify.annotations.NullMarked;
