/** The data directory: everything one server keeps on its own disk. */
@NullMarked
package dev.slipway.engine.data;

import org.jspecify.annotations.NullMarked;
