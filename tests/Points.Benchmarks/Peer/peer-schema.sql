-- The wallets and lots leave room in their pages, so that an update stays in its page and touches no index.
CREATE TABLE wallet (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member text NOT NULL,
  programme text NOT NULL,
  balance bigint NOT NULL CHECK (balance >= 0),
  sequence bigint NOT NULL,
  genesis bytea NOT NULL,
  head bytea NOT NULL,
  UNIQUE (member, programme)
) WITH (fillfactor = 60);

CREATE TABLE lot (
  wallet bigint NOT NULL,
  issuer text NOT NULL,
  expires date NOT NULL,
  points bigint NOT NULL CHECK (points >= 0),
  PRIMARY KEY (wallet, issuer, expires)
) WITH (fillfactor = 60);

-- An entry's id is derived from the request that made it. The body is of type json, which keeps the text as it was
-- hashed.
CREATE TABLE entry (
  wallet bigint NOT NULL,
  sequence bigint NOT NULL,
  id uuid NOT NULL UNIQUE,
  points bigint NOT NULL,
  hash bytea NOT NULL,
  body json NOT NULL,
  fingerprint bytea NOT NULL,
  answer bytea NOT NULL,
  PRIMARY KEY (wallet, sequence)
);

-- An order number earns once, whoever the member.
CREATE TABLE purchase (
  merchant text NOT NULL,
  number text NOT NULL,
  entry uuid NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (merchant, number)
);

CREATE TABLE redemption (
  id uuid PRIMARY KEY,
  wallet bigint NOT NULL,
  status text NOT NULL,
  body json NOT NULL
);

CREATE TABLE voucher (
  code text PRIMARY KEY,
  redemption uuid NOT NULL
);

-- What settlement has to book. Another program takes the rows.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body json NOT NULL
);

CREATE TABLE budget (
  programme text NOT NULL,
  period text NOT NULL,
  leased bigint NOT NULL,
  PRIMARY KEY (programme, period)
);
