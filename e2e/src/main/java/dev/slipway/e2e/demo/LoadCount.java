package dev.slipway.e2e.demo;

/**
 * Requests of the load.
 *
 * @param sent how many were sent
 * @param lost how many of them got no answer or a server error
 */
record LoadCount(long sent, long lost) {

  LoadCount since(LoadCount before) {
    return new LoadCount(sent - before.sent, lost - before.lost);
  }
}
