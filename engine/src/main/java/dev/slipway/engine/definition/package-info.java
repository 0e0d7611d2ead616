/** The applications this server releases, read from their files. */
@NullMarked
package dev.slipway.engine.definition;

import org.jspecify.annotations.NullMarked;
