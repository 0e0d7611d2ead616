package dev.slipway.e2e.load;

/**
 * What an HTTP server answered.
 *
 * @param status the status code
 * @param version the value of the header {@code X-Version}, or empty
 * @param body the body, as text
 * @param reusable whether the connection may carry another request
 */
record Answer(int status, String version, String body, boolean reusable) {}
