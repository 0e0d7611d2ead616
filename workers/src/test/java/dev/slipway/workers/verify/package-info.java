/** Tests of checks, against real servers. */
@NullMarked
package dev.slipway.workers.verify;

import org.jspecify.annotations.NullMarked;
