/**
 * {@code ./slipway demo}: a server, a host, a front and an application, released before your eyes.
 */
@NullMarked
package dev.slipway.e2e.demo;

import org.jspecify.annotations.NullMarked;
