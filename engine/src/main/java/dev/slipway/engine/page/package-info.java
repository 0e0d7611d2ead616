/** The web UI's files, served as they were built. */
@NullMarked
package dev.slipway.engine.page;

import org.jspecify.annotations.NullMarked;
