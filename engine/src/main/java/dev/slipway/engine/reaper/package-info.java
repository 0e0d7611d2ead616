/**
 * Finds what nobody and nothing would ever move on, repairs what is safe, and asks about the rest.
 */
@NullMarked
package dev.slipway.engine.reaper;

import org.jspecify.annotations.NullMarked;
