/** Starting the server: settings that nobody knows, and failures told in one sentence. */
@NullMarked
package dev.slipway.engine.start;

import org.jspecify.annotations.NullMarked;
