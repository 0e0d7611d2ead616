/** Who may do what: accounts, tokens, sessions. */
@NullMarked
package dev.slipway.engine.access;

import org.jspecify.annotations.NullMarked;
