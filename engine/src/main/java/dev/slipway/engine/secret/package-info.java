/** Secrets, read at the moment of use and never kept. */
@NullMarked
package dev.slipway.engine.secret;

import org.jspecify.annotations.NullMarked;
