package dev.slipway.processes.definition;

import java.util.List;
import java.util.stream.Stream;

/** Every rule of an application file, each broken once. */
final class WrongFiles {

  private static final String ENV = "environments.production";
  private static final String HOST = ENV + ".platform.host";
  private static final String HAPROXY = ENV + ".router.haproxy";
  private static final String GIT = "git: \"ssh://git@git.example.org:2222/harbour.git\"";
  private static final String SSH = "ssh: deploy@harbour.example.org:2200";

  private WrongFiles() {}

  static List<WrongFile> all() {
    return Stream.of(
            shapes(), source(), host(), router(), build(), database(), checks(), policies())
        .flatMap(List::stream)
        .toList();
  }

  private static List<WrongFile> shapes() {
    return new WrongFile.Table()
        .both(
            "  branch: main",
            "  ▸brnach: main\n  branch: main",
            "source.brnach",
            "did you mean branch?",
            "the keys git, branch, key")
        .parser(
            "  branch: main",
            "  ▸!x key2: main\n  branch: main",
            "source",
            "has a key that is marked with a tag",
            "git, branch, key")
        .parser(
            "  branch: main",
            "  ▸7: main\n  branch: main",
            "source",
            "has a key that is a whole number",
            "git, branch, key")
        .both(
            "  branch: main",
            "  ▸colour: red\n  branch: main",
            "source.colour",
            "is not a key that is known here",
            "the keys git, branch, key")
        .both(
            "  branch: main",
            "  ▸\"a\\u202Eb\": red\n  branch: main",
            "source.a<U+202E>b",
            "is not a key",
            "the keys")
        .parser(
            "  branch: main",
            "  branch: main\n  ▸branch: main",
            "source.branch",
            "stands here a second time",
            "each key once")
        .parser("  branch: main", "  branch: main\n  <<: ▸*main", "", "undefined alias", "YAML")
        .both(
            "  branch: main",
            "  ▸<<: { branch: old }\n  branch: main",
            "source.<<",
            "is not a key",
            "the keys")
        .both(
            "application: harbour",
            "application: ▸7",
            "application",
            "is a whole number, not a text; put it in quotes",
            "lower-case")
        .both(
            "application: harbour",
            "application: ▸true",
            "application",
            "is true or false, not a text; put it in quotes",
            "lower-case")
        .both(
            "application: harbour",
            "application: ▸[ harbour ]",
            "application",
            "is a list, not a text",
            "lower-case")
        .both(
            "application: harbour",
            "application:▸",
            "application",
            "is empty, not a text",
            "lower-case")
        .both("application: harbour", "application: ▸\"\"", "application", "is empty", "lower-case")
        .parser(
            "application: harbour",
            "application: ▸!name harbour",
            "application",
            "marked with a tag",
            "lower-case")
        .both(
            "application: harbour",
            "application: ▸Harbour",
            "application",
            "does not have the right shape",
            "lower-case letters")
        .both(
            "application: harbour",
            "application: ▸" + "a".repeat(41),
            "application",
            "has 41 characters, at most 40",
            "at most 40")
        .both(
            "application: harbour",
            "application: ▸\"har\\u200Fbour\"",
            "application",
            "U+200F (RIGHT-TO-LEFT MARK)",
            "lower-case")
        .both(
            "application: harbour",
            "application: ▸../..",
            "application",
            "does not have the right shape",
            "lower-case")
        .both(
            "application: harbour\nsource:", "▸source:", "application", "is missing", "lower-case")
        .both(
            "  production:",
            "  ▸Production:",
            "environments.Production",
            "does not have the right shape",
            "lower-case letters")
        .both(
            "attempts: 20",
            "attempts: ▸\"20\"",
            ENV + ".health.attempts",
            "is a text, not a whole number",
            "from 1 to 1000")
        .both(
            "attempts: 20",
            "attempts: ▸2.5",
            ENV + ".health.attempts",
            "is a number with a fraction",
            "from 1 to 1000")
        .both(
            "attempts: 20",
            "attempts: ▸99999999999999999999",
            ENV + ".health.attempts",
            "is out of range",
            "from 1 to 1000")
        .both(
            "follow-redirects: true",
            "follow-redirects: ▸yes",
            ENV + ".health.follow-redirects",
            "is a text, not true or false",
            "true or false")
        .both(
            "required: [ .env ]",
            "required: ▸.env",
            HOST + ".required",
            "is a text, not a list",
            "a list of relative paths")
        .both(
            "    keep:\n      good: 7",
            "    keep: ▸7",
            ENV + ".keep",
            "is a whole number, not a mapping",
            "the keys good")
        .both(
            "    url: https://harbour.example.org\n    platform:",
            "    ▸platform:",
            ENV + ".url",
            "is missing",
            "an http or https URL")
        .both(
            "url: https://harbour.example.org",
            "url: ▸harbour.example.org",
            ENV + ".url",
            "does not have the right shape",
            "an http or https URL")
        .both(
            "url: https://harbour.example.org",
            "url: ▸javascript:alert(1)",
            ENV + ".url",
            "does not have the right shape",
            "an http or https URL")
        .parser(
            "url: https://harbour.example.org",
            "url: ▸https://user:pass@harbour.example.org",
            ENV + ".url",
            "does not have the right shape",
            "without user")
        .both(
            "url: https://harbour.example.org",
            "url: ▸https://harbour.example.org/?a=b",
            ENV + ".url",
            "does not have the right shape",
            "without user, query")
        .files();
  }

  private static List<WrongFile> source() {
    String allowed = "ssh://user@host/path";
    return new WrongFile.Table()
        .both("  " + GIT + "\n  branch", "  ▸branch", "source.git", "is missing", allowed)
        .both(GIT, "git: ▸--upload-pack=x", "source.git", "begins with a hyphen", allowed)
        .parser(
            GIT, "git: ▸\"ext::sh -c reboot\"", "source.git", "names a transport helper", allowed)
        .parser(
            GIT, "git: ▸git@git.example.org::x", "source.git", "names a transport helper", allowed)
        .both(
            GIT, "git: ▸ssh://-oProxyCommand=reboot/x", "source.git", "is not the address", allowed)
        .parser(GIT, "git: ▸git@git.example.org:-x", "source.git", "is not the address", allowed)
        .parser(
            GIT,
            "git: ▸https://user:word@git.example.org/harbour.git",
            "source.git",
            "is not the address",
            "without a user")
        .both(
            GIT,
            "git: ▸http://git.example.org/harbour.git",
            "source.git",
            "is not the address",
            allowed)
        .both(GIT, "git: ▸harbour", "source.git", "is not the address", allowed)
        .both(GIT, "git: ▸/srv/$(reboot)", "source.git", "is not the address", allowed)
        .parser(
            GIT,
            "git: ▸ssh://git.example.org/../x",
            "source.git",
            "contains the segment ..",
            allowed)
        .parser(
            GIT, "git: ▸git@git.example.org:../x", "source.git", "contains the segment ..", allowed)
        .parser(
            GIT + "\n  branch: main\n  key: secret",
            "git: /srv/git/harbour\n  branch: main\n  key: ▸secret",
            "source.key",
            "is of no use",
            "no key, or")
        .both(
            "branch: main",
            "branch: ▸--all",
            "source.branch",
            "begins with a hyphen",
            "a branch, a tag or a commit")
        .parser("branch: main", "branch: ▸a..b", "source.branch", "contains ..", "no ..")
        .both("branch: main", "branch: ▸1.0", "source.branch", "put it in quotes", "a branch")
        .both(
            "key: secret:harbour-git",
            "key: ▸harbour-git",
            "source.key",
            "does not have the right shape",
            "secret: and the name")
        .both(
            "key: secret:harbour-git",
            "key: ▸secret:../x",
            "source.key",
            "does not have the right shape",
            "secret: and the name")
        .files();
  }

  private static List<WrongFile> host() {
    return new WrongFile.Table()
        .both(
            "      host:\n",
            "      ▸docker:\n",
            ENV + ".platform.docker",
            "is not a key",
            "the keys host")
        .both(
            "      " + SSH + "\n        key:",
            "      ▸key:",
            HOST + ".ssh",
            "is missing",
            "user@host or user@host:port")
        .both(
            SSH,
            "ssh: ▸harbour.example.org",
            HOST + ".ssh",
            "is not an account on a host",
            "user@host")
        .both(
            SSH,
            "ssh: ▸-oProxyCommand=x@harbour",
            HOST + ".ssh",
            "is not an account on a host",
            "user@host")
        .parser(
            SSH,
            "ssh: ▸deploy@harbour.example.org:70000",
            HOST + ".ssh",
            "has a port",
            "user@host:port")
        .both(
            "host-key: ssh-ed25519 ",
            "host-key: ▸ssh-dss ",
            HOST + ".host-key",
            "type of key that is not known",
            "ssh-ed25519")
        .both(
            Files.HOST_KEY,
            "▸ssh-ed25519",
            HOST + ".host-key",
            "is not a type, one space and a key",
            "ssh-keyscan")
        .both(Files.HOST_KEY, "▸ssh-ed25519 !!!", HOST + ".host-key", "not base64", "ssh-keyscan")
        .parser(
            Files.HOST_KEY,
            "▸ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
            HOST + ".host-key",
            "is cut off or of another type",
            "ssh-keyscan")
        .parser(
            "host-key: ssh-ed25519 ",
            "host-key: ▸ssh-rsa ",
            HOST + ".host-key",
            "is cut off or of another type",
            "ssh-keyscan")
        .both(
            "root: /srv/harbour",
            "root: ▸srv/harbour",
            HOST + ".root",
            "is not absolute",
            "an absolute path")
        .both("root: /srv/harbour", "root: ▸/", HOST + ".root", "empty segment", "an absolute path")
        .parser(
            "root: /srv/harbour",
            "root: ▸/srv/../etc",
            HOST + ".root",
            "contains the segment ..",
            "without . or ..")
        .parser(
            "root: /srv/harbour",
            "root: ▸/srv/harbour/",
            HOST + ".root",
            "empty segment",
            "without a slash at its end")
        .parser(
            "root: /srv/harbour",
            "root: ▸/srv/-rf",
            HOST + ".root",
            "begins with a hyphen",
            "an absolute path")
        .both(
            "root: /srv/harbour",
            "root: ▸/srv/a;b",
            HOST + ".root",
            "contains a character",
            "letters, digits and")
        .both(
            "root: /srv/harbour",
            "root: ▸/srv/$(reboot)",
            HOST + ".root",
            "contains a character",
            "letters, digits and")
        .both(
            "root: /srv/harbour",
            "root: ▸/" + "a".repeat(5000),
            HOST + ".root",
            "has 5001 characters, at most 400",
            "an absolute path")
        .both(
            "root: /srv/harbour",
            "root: ▸\"/srv/a\\0b\"",
            HOST + ".root",
            "U+0000 (NULL)",
            "an absolute path")
        .both(
            "strategy: blue-green",
            "strategy: ▸in-place",
            HOST + ".strategy",
            "is not known here",
            "blue-green, the only strategy there is")
        .parser(
            "green: 9002",
            "green: ▸9001",
            HOST + ".ports.green",
            "is the port of blue too",
            "two different ports")
        .both("blue: 9001", "blue: ▸0", HOST + ".ports.blue", "is out of range", "from 1 to 65535")
        .both(
            "blue: 9001\n",
            "▸red: 9001\n",
            HOST + ".ports.red",
            "is not a key",
            "the keys blue, green")
        .both(
            "run: exec ./serve",
            "unit: harbour\n        run: ▸exec ./serve",
            HOST + ".run",
            "stands beside unit",
            "and not both")
        .both(
            "run: exec ./serve",
            "unit: ▸harbour@",
            HOST + ".unit",
            "does not have the right shape",
            "without @.service")
        .parser(
            "run: exec ./serve",
            "unit: ▸harbour.service",
            HOST + ".unit",
            "ends with .service",
            "without @.service")
        .both(
            "run: exec ./serve",
            "run: ▸" + "a".repeat(4001),
            HOST + ".run",
            "has 4001 characters",
            "at most 4000")
        .parser(
            "run: exec ./serve",
            "run: ▸\"a\\nb\"",
            HOST + ".run",
            "U+000A (LINE FEED (LF))",
            "on one line")
        .parser(
            "run: exec ./serve",
            "run: ▸|\n          a\n          b",
            HOST + ".run",
            "U+000A (LINE FEED (LF))",
            "on one line")
        .both(
            "required: [ .env ]",
            "required: [ ▸/etc/passwd ]",
            HOST + ".required[0]",
            "leads out of its directory",
            "a relative path")
        .parser(
            "required: [ .env ]",
            "required: [ a, ▸../b ]",
            HOST + ".required[1]",
            "contains the segment ..",
            "a relative path")
        .parser(
            "- media",
            "- ▸.env",
            HOST + ".shared[0]",
            "is the same as .env",
            "of which none contains another")
        .parser(
            "- media",
            "- media\n          - ▸media/x",
            HOST + ".shared[1]",
            "is the same as media or one lies inside the other",
            "of which none contains another")
        .both(
            "DJANGO_SETTINGS_MODULE: site.settings",
            "▸PORT: \"1\"",
            HOST + ".variables.PORT",
            "is always set by Slipway",
            "letters, digits and underscores")
        .both(
            "DJANGO_SETTINGS_MODULE: site.settings",
            "▸LD-PRELOAD: x",
            HOST + ".variables.LD-PRELOAD",
            "does not have the right shape",
            "letters, digits and underscores")
        .both(
            "DJANGO_SETTINGS_MODULE: site.settings",
            "WORKERS: ▸4",
            HOST + ".variables.WORKERS",
            "put it in quotes",
            "a text on one line")
        .files();
  }

  private static List<WrongFile> router() {
    return new WrongFile.Table()
        .both(
            "      haproxy:\n",
            "      ▸nginx:\n",
            ENV + ".router.nginx",
            "is not a key",
            "the keys haproxy")
        .both(
            "socket: 127.0.0.1:9999",
            "socket: ▸admin.sock",
            HAPROXY + ".socket",
            "is neither an absolute path nor address:port",
            "unix socket")
        .parser(
            "socket: 127.0.0.1:9999",
            "socket: ▸127.0.0.1:0",
            HAPROXY + ".socket",
            "has a port",
            "address:port")
        .parser(
            "socket: 127.0.0.1:9999",
            "socket: ▸/" + "s".repeat(100),
            HAPROXY + ".socket",
            "too long for a unix socket",
            "at most 100")
        .both(
            "backend: harbour",
            "backend: ▸a;b",
            HAPROXY + ".backend",
            "does not have the right shape",
            "letters, digits")
        .both(
            "servers: { blue: left, green: right }",
            "servers: ▸{ blue: left }",
            HAPROXY + ".servers.green",
            "is missing",
            "letters, digits")
        .parser(
            "servers: { blue: left, green: right }",
            "servers: { blue: left, green: ▸left }",
            HAPROXY + ".servers.green",
            "is the server of blue too",
            "two servers")
        .both(
            "blue: left",
            "blue: ▸-x",
            HAPROXY + ".servers.blue",
            "does not have the right shape",
            "letters, digits")
        .both(
            "state-file: /var/lib/haproxy/server-state",
            "state-file: ▸state",
            HAPROXY + ".state-file",
            "is not absolute",
            "an absolute path")
        .files();
  }

  private static List<WrongFile> build() {
    return new WrongFile.Table()
        .both(
            "- make assets",
            "- ▸7",
            ENV + ".build[0]",
            "is a whole number, not a mapping",
            "the keys run, in, produces")
        .both(
            "- run: npm ci && npm run build\n        in:",
            "- ▸in:",
            ENV + ".build[1].run",
            "is missing",
            "a shell command")
        .both(
            "in: frontend\n",
            "in: ▸/frontend\n",
            ENV + ".build[1].in",
            "leads out of its directory",
            ". or a relative path")
        .parser(
            "in: frontend\n",
            "in: ▸../frontend\n",
            ENV + ".build[1].in",
            "contains the segment ..",
            ". or a relative path")
        .parser(
            "produces: frontend/dist",
            "produces: ▸frontend/../../dist",
            ENV + ".build[1].produces",
            "contains the segment ..",
            "a relative path")
        .both(
            "produces: frontend/dist",
            "produces: ▸/etc/dist",
            ENV + ".build[1].produces",
            "leads out of its directory",
            "a relative path")
        .files();
  }

  private static List<WrongFile> database() {
    return new WrongFile.Table()
        .both(
            "migrate: ./manage.py migrate --noinput\n      undo",
            "▸undo",
            ENV + ".database.migrate",
            "is missing",
            "a shell command")
        .both(
            "undo-migrations: keep",
            "undo-migrations: ▸savepoint",
            ENV + ".database.undo-migrations",
            "is not known here",
            "keep, the only policy there is")
        .files();
  }

  private static List<WrongFile> checks() {
    return new WrongFile.Table()
        .both(
            "      path: /health/\n      attempts",
            "      ▸attempts",
            ENV + ".health.path",
            "is missing",
            "a path such as /health/")
        .both(
            "path: /health/",
            "path: ▸health",
            ENV + ".health.path",
            "does not have the right shape",
            "beginning with one slash")
        .parser(
            "path: /health/",
            "path: ▸//evil.example.org/",
            ENV + ".health.path",
            "begins with two slashes",
            "beginning with one slash")
        .both(
            "path: /health/",
            "path: ▸\"/a b\"",
            ENV + ".health.path",
            "does not have the right shape",
            "%20")
        .parser(
            "path: /health/",
            "path: ▸/a%zz",
            ENV + ".health.path",
            "does not have the right shape",
            "%20")
        .both(
            "attempts: 20",
            "attempts: ▸0",
            ENV + ".health.attempts",
            "is out of range",
            "from 1 to 1000")
        .both(
            "timeout: 2s",
            "timeout: ▸2",
            ENV + ".health.timeout",
            "put it in quotes",
            "a duration such as")
        .both(
            "timeout: 2s",
            "timeout: ▸2 seconds",
            ENV + ".health.timeout",
            "is not a duration",
            "from 100ms to 5m")
        .parser(
            "timeout: 2s",
            "timeout: ▸0s",
            ENV + ".health.timeout",
            "is out of range",
            "from 100ms to 5m")
        .parser(
            "wait: 500ms", "wait: ▸6m", ENV + ".health.wait", "is out of range", "from 0s to 5m")
        .parser(
            "in-a-row: 2",
            "in-a-row: ▸21",
            ENV + ".health.in-a-row",
            "more answers in a row than there are attempts",
            "at most attempts, which is 20")
        .both(
            "status: 302",
            "status: ▸99",
            ENV + ".verify[1].status",
            "is out of range",
            "from 200 to 599")
        .both(
            "type: text/html",
            "type: ▸text/html; charset=utf-8",
            ENV + ".verify[0].type",
            "does not have the right shape",
            "without parameters")
        .parser(
            "contains: Harbour",
            "contains: ▸\"Har\\u2066bour\"",
            ENV + ".verify[0].contains",
            "U+2066 (LEFT-TO-RIGHT ISOLATE)",
            "on one line")
        .both(
            "- { path: /admin/, status: 302 }",
            "- ▸{ status: 302 }",
            ENV + ".verify[1].path",
            "is missing",
            "a path such as")
        .both(
            "- { path: /admin/, status: 302 }",
            "- ▸/admin/",
            ENV + ".verify[1]",
            "is a text, not a mapping",
            "the keys path, status, type, contains, assets")
        .files();
  }

  private static List<WrongFile> policies() {
    return new WrongFile.Table()
        .parser("bake: 60s", "bake: ▸25h", ENV + ".bake", "is out of range", "from 0s to 24h")
        .both("bake: 60s", "bake: ▸soon", ENV + ".bake", "is not a duration", "from 0s to 24h")
        .parser(
            "streams: 2m",
            "streams: ▸9s",
            ENV + ".drain.streams",
            "is shorter than the budget for requests",
            "at least requests")
        .parser(
            "requests: 10s",
            "requests: ▸2h",
            ENV + ".drain.requests",
            "is out of range",
            "from 0s to 1h")
        .both("good: 7", "good: ▸0", ENV + ".keep.good", "is out of range", "from 1 to 100")
        .both(
            "required: 1\n",
            "required: ▸2\n",
            ENV + ".approval.required",
            "is out of range",
            "0 or 1")
        .parser(
            "expires: 2h",
            "expires: ▸31d",
            ENV + ".approval.expires",
            "is out of range",
            "from 1m to 30d")
        .both(
            "when-busy: newest",
            "when-busy: ▸latest",
            ENV + ".when-busy",
            "is not known here",
            "queue, newest or refuse")
        .files();
  }
}
