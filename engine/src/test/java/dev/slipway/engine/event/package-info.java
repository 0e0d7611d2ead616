/** Tests of what wakes those who wait. */
@NullMarked
package dev.slipway.engine.event;

import org.jspecify.annotations.NullMarked;
