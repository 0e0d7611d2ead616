-- Who may do what. Rights are names, kept with the account or token that has them.

CREATE TABLE account (
  name         text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
  display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
  password     text NOT NULL,
  rights       text[] NOT NULL,
  disabled     boolean NOT NULL DEFAULT false,
  created_at   timestamptz NOT NULL
);

-- A token is known by its SHA-256 only: it is random enough that nothing slower is needed.
CREATE TABLE token (
  name       text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
  hash       bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  rights     text[] NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  used_at    timestamptz
);
