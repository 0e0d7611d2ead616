package dev.slipway.engine.access;

import dev.slipway.engine.node.NodeProperties;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may call what. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AdminProperties.class, NodeProperties.class})
class AccessConfiguration {

  private static final String CONTENT_SECURITY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  /**
   * Matched segment by segment and decoded, as the controllers are: a path that reaches one of them
   * is always among these, however it is written.
   */
  private static final RequestMatcher ANSWERED =
      new OrRequestMatcher(
          PathPatternRequestMatcher.pathPattern("/api/**"),
          PathPatternRequestMatcher.pathPattern("/actuator/**"));

  private static final RequestMatcher SIGN_IN =
      PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/session");

  private static final String ADMIN = "admin";
  private static final String RELEASER = "releaser";
  private static final String APPROVER = "approver";
  private static final String VIEWER = "viewer";

  @Bean
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }

  /** Accounts sign in through our own controller; this keeps Spring Boot from inventing a user. */
  @Bean
  UserDetailsService noOtherUsers() {
    return name -> {
      throw new UsernameNotFoundException(name);
    };
  }

  /** PostgreSQL keeps no NUL, so nothing that is asked for can hold one. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
    return firewall;
  }

  /**
   * The UI's files are the same for everybody: they come without cookies, so that whatever keeps
   * them keeps nobody's.
   */
  @Bean
  @Order(1)
  SecurityFilterChain files(HttpSecurity http) {
    return http.securityMatcher(new NegatedRequestMatcher(ANSWERED))
        .authorizeHttpRequests(
            to ->
                to.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/**")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/**")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .headers(AccessConfiguration::headers)
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain access(
      HttpSecurity http, Tokens tokens, ProblemAnswers answers, BrowserSessions sessions) {
    return http.authorizeHttpRequests(AccessConfiguration::rules)
        .csrf(
            csrf ->
                csrf.spa()
                    .csrfTokenRepository(sessions.csrfTokens())
                    .ignoringRequestMatchers(BearerFilter::carriesToken, SIGN_IN))
        .addFilterBefore(new BearerFilter(tokens, answers), CsrfFilter.class)
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        .requestCache(cache -> cache.disable())
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .logout(logout -> logout.disable())
        .headers(AccessConfiguration::headers)
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .frameOptions(frame -> frame.deny())
        // Set per answer: files by their handler, everything of the API as no-store by default.
        .cacheControl(cache -> {});
  }

  private static void rules(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry to) {
    to
        // The first dispatch of an event stream has been checked already.
        .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
        .permitAll()
        .requestMatchers("/api/session", "/api/openapi.json", "/actuator/health/**")
        .permitAll()
        .requestMatchers("/api/worker/**")
        .hasAuthority("worker")
        .requestMatchers("/api/tokens/**", "/api/tokens")
        .hasAuthority(ADMIN)
        .requestMatchers(HttpMethod.GET, "/api/**")
        .hasAnyAuthority(ADMIN, RELEASER, APPROVER, VIEWER)
        .requestMatchers(HttpMethod.POST, "/api/tasks/*/decision")
        .hasAnyAuthority(ADMIN, APPROVER)
        .requestMatchers("/api/runs", "/api/runs/**", "/api/applications/**")
        .hasAnyAuthority(ADMIN, RELEASER)
        .requestMatchers("/api/**")
        .hasAuthority(ADMIN)
        .requestMatchers("/actuator/**")
        .hasAuthority(ADMIN)
        .anyRequest()
        .denyAll();
  }
}
