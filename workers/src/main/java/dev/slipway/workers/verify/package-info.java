/**
 * Looking at what an application answers: the candidate itself, and its pages through the router.
 */
@NullMarked
package dev.slipway.workers.verify;

import org.jspecify.annotations.NullMarked;
