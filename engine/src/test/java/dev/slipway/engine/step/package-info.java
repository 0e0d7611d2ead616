@NullMarked
package dev.slipway.engine.step;

import org.jspecify.annotations.NullMarked;
