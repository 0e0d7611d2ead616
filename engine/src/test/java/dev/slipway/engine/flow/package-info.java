@NullMarked
package dev.slipway.engine.flow;

import org.jspecify.annotations.NullMarked;
