@NullMarked
package dev.slipway.engine.worker;

import org.jspecify.annotations.NullMarked;
