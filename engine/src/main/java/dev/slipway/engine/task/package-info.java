/** Work for people: approvals, and steps that need somebody to decide. */
@NullMarked
package dev.slipway.engine.task;

import org.jspecify.annotations.NullMarked;
