/** Tests of what the API answers. */
@NullMarked
package dev.slipway.engine.api;

import org.jspecify.annotations.NullMarked;
