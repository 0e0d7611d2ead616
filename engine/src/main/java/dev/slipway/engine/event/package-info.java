/** What happened to a run, kept for replay, and the bell that wakes whoever waits for it. */
@NullMarked
package dev.slipway.engine.event;

import org.jspecify.annotations.NullMarked;
