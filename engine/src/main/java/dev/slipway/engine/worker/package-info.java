/** The workers in this process, and the protocol for those elsewhere. */
@NullMarked
package dev.slipway.engine.worker;

import org.jspecify.annotations.NullMarked;
