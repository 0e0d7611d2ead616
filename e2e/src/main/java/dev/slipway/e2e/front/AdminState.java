package dev.slipway.e2e.front;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator wants of a server. */
enum AdminState {
  /** Gets requests. */
  READY,
  /** Gets no new requests and finishes those it has. */
  DRAIN,
  /** Gets nothing. */
  MAINT;

  // HAProxy's srv_admin_state is a bit field; every server here is configured as disabled, which
  // leaves a bit that no command takes away.
  private static final int FORCED_MAINTENANCE = 0x01;
  private static final int CONFIGURED_DISABLED = 0x04;
  private static final int FORCED_DRAIN = 0x08;

  static Optional<AdminState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }

  static AdminState ofBits(int bits) {
    if ((bits & FORCED_MAINTENANCE) != 0) {
      return MAINT;
    }
    return (bits & FORCED_DRAIN) != 0 ? DRAIN : READY;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  int bits() {
    return switch (this) {
      case READY -> CONFIGURED_DISABLED;
      case DRAIN -> CONFIGURED_DISABLED | FORCED_DRAIN;
      case MAINT -> CONFIGURED_DISABLED | FORCED_MAINTENANCE;
    };
  }
}
