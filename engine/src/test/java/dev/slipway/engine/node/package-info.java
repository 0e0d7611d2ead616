@NullMarked
package dev.slipway.engine.node;

import org.jspecify.annotations.NullMarked;
