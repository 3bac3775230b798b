-- Stopover's own state. Every transaction that writes on behalf of a run first takes its plan's row
-- in stopover.plan FOR SHARE with the run's epoch; a runner that takes over raises the epoch, which
-- waits for those transactions and shuts out whoever still holds the old number.

create table stopover.plan (
  name   text primary key,
  title  text not null,
  epoch  bigint not null default 0,
  hash   text not null
);

create table stopover.run (
  id                bigint generated always as identity primary key,
  plan              text not null references stopover.plan,
  epoch             bigint not null,
  state             text not null check (state in ('running', 'completed', 'failed', 'stopped', 'lost')),
  plan_hash         text not null,
  target_phase      text not null,
  program_version   text not null,
  host              text not null,
  system_identifier text not null,
  database_name     text not null,
  database_oid      oid not null,
  started_at        timestamptz not null default clock_timestamp(),
  finished_at       timestamptz,
  exit_code         integer,
  error             text,
  unique (plan, epoch)
);
comment on table stopover.run is 'One execution of the runner against this database.';

create table stopover.phase (
  plan         text not null references stopover.plan,
  name         text not null,
  position     integer not null,
  kind         text not null check (kind in ('expand', 'migrate', 'cutover', 'contract')),
  title        text not null,
  state        text not null default 'pending'
               check (state in ('pending', 'running', 'completed', 'failed', 'rolling-back', 'rolled-back')),
  run_id       bigint references stopover.run,
  plan_hash    text,
  attempts     integer not null default 0,
  estimate     interval,
  soak         interval not null default interval '0',
  started_at   timestamptz,
  completed_at timestamptz,
  error        text,
  primary key (plan, name),
  unique (plan, position) deferrable initially deferred
);

comment on column stopover.phase.plan_hash is 'The plan under which the phase is known to be complete; under another one it is looked at again.';

create table stopover.transfer (
  id          bigint generated always as identity primary key,
  plan        text not null references stopover.plan,
  phase       text not null,
  name        text not null,
  state       text not null default 'pending' check (state in ('pending', 'copying', 'copied', 'emptying')),
  definition  text not null,
  target      text not null default '',
  target_empty boolean,
  rows_estimate bigint,
  restarts    integer not null default 0,
  inserted_before bigint not null default 0,
  started_at  timestamptz,
  finished_at timestamptz,
  unique (plan, name)
);
comment on column stopover.transfer.state is 'emptying: its rows are being taken out again; pending follows.';
comment on column stopover.transfer.target is 'The quoted name of the table it fills.';
comment on column stopover.transfer.target_empty is
  'Whether the target held no row before the phase''s transfers, decided before any of them wrote one. Where it held some, the map says which rows are new and how the others were.';
comment on column stopover.transfer.inserted_before is 'Rows that were inserted under extents which were planned anew since.';
comment on column stopover.transfer.definition is 'SHA-256 of the mapping; a transfer that has begun must not change.';
comment on column stopover.transfer.restarts is 'How often the copy began anew: the source was rewritten (VACUUM FULL, CLUSTER), or a check failed.';

create table stopover.extent (
  id          bigint generated always as identity primary key,
  transfer_id bigint not null references stopover.transfer on delete cascade,
  relation    text not null,
  filenode    oid,
  next_block  bigint,
  end_block   bigint,
  next_key    text[],
  done        boolean not null default false,
  chunk_units bigint,
  read        bigint not null default 0,
  inserted    bigint not null default 0,
  same        bigint not null default 0,
  merged      bigint not null default 0,
  rejected    bigint not null default 0,
  check (read = inserted + same + merged + rejected)
);
create index extent_open on stopover.extent (transfer_id, id) where not done;
comment on table stopover.extent is 'A part of a transfer''s source: blocks of a heap, or the keys of a view. Workers claim it row by row.';
comment on column stopover.extent.relation is 'The quoted name of the table, partition or view that is read.';
comment on column stopover.extent.next_key is 'The last key that was read, column by column, where the source has no blocks.';
comment on column stopover.extent.chunk_units is 'The size of the next chunk in blocks (heap) or rows (keys), kept for a resumed run.';

create table stopover.chunk (
  id          bigint generated always as identity primary key,
  transfer_id bigint not null references stopover.transfer on delete cascade,
  run_id      bigint not null references stopover.run,
  extent_id   bigint not null,
  first       text not null,
  last        text not null,
  read        bigint not null,
  inserted    bigint not null,
  same        bigint not null,
  merged      bigint not null,
  rejected    bigint not null,
  took        interval not null,
  committed_at timestamptz not null default clock_timestamp(),
  check (read = inserted + same + merged + rejected)
);
create index chunk_transfer on stopover.chunk (transfer_id, committed_at);

create table stopover.reject (
  id          bigint generated always as identity primary key,
  transfer_id bigint not null references stopover.transfer on delete cascade,
  run_id      bigint not null references stopover.run,
  extent_id   bigint,
  source_key  jsonb not null,
  sqlstate    text not null,
  error       text not null,
  rejected_at timestamptz not null default clock_timestamp(),
  resolved_at timestamptz,
  undone      boolean not null default false
);
comment on column stopover.reject.resolved_at is 'When the row was moved after all, or was gone, or the transfer was taken back.';
comment on column stopover.reject.undone is
  'Whether the transfer was taken back before the row was moved; the run says to which attempt the reject belongs.';
create unique index reject_open on stopover.reject (transfer_id, source_key) where resolved_at is null;

create table stopover.statement (
  plan        text not null references stopover.plan,
  direction   text not null default 'forward' check (direction in ('forward', 'undo')),
  version     text not null,
  position    integer not null,
  sql_hash    text not null,
  state       text not null check (state in ('started', 'done')),
  run_id      bigint not null references stopover.run,
  started_at  timestamptz not null default clock_timestamp(),
  done_at     timestamptz,
  primary key (plan, direction, version, position)
);
comment on table stopover.statement is 'The journal of statements that cannot run in a transaction.';

comment on column stopover.statement.direction is 'Whether the statement is the migration''s, or its undo''s.';

create table stopover.fingerprint (
  plan         text not null references stopover.plan,
  phase        text not null,
  moment       text not null check (moment in ('before', 'after')),
  run_id       bigint not null references stopover.run,
  server_major integer not null,
  hash         text not null,
  listing      text[] not null,
  taken_at     timestamptz not null default clock_timestamp(),
  primary key (plan, phase, moment)
);
comment on table stopover.fingerprint is 'What the catalog looked like before a phase, which its undo must restore, and after it.';

create table stopover.check_result (
  id         bigint generated always as identity primary key,
  run_id     bigint not null references stopover.run,
  plan       text not null,
  phase      text not null,
  name       text not null,
  kind       text not null,
  passed     boolean not null,
  expected   text not null,
  actual     text not null,
  detail     text not null default '',
  keys       text[] not null default '{}',
  took       interval not null,
  checked_at timestamptz not null default clock_timestamp()
);
create index check_result_phase on stopover.check_result (plan, phase, name, checked_at desc);

create table stopover.event (
  id       bigint generated always as identity primary key,
  run_id   bigint references stopover.run,
  plan     text not null,
  phase    text,
  kind     text not null,
  message  text not null,
  at       timestamptz not null default clock_timestamp()
);
create index event_plan on stopover.event (plan, id);

-- What was saved before a phase began, and what is known about it: that it is listed (taken), or that its rows were
-- compared with those of the database (proven). A backup counts for the attempt of a phase for which it was taken.

create table stopover.backup (
  id          bigint generated always as identity primary key,
  plan        text not null references stopover.plan,
  phase       text,
  attempt     timestamptz,
  run_id      bigint not null references stopover.run,
  kind        text not null check (kind in ('snapshot', 'dump', 'restore-point')),
  state       text not null default 'taking'
              check (state in ('taking', 'taken', 'proven', 'failed', 'removed')),
  location    text not null default '',
  bytes       bigint,
  sha256      text,
  scratch     text,
  error       text,
  began_at    timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index backup_phase on stopover.backup (plan, phase, attempt);
comment on column stopover.backup.phase is 'The phase before whose scripts it was taken; null for the whole plan.';
comment on column stopover.backup.attempt is 'When the attempt of the phase began that it belongs to; null when it was taken by hand.';
comment on column stopover.backup.location is 'The schema of a snapshot, the file of a dump, the name of a restore point with its place in the WAL.';
comment on column stopover.backup.scratch is 'A database that was made to prove or restore the dump and is to be dropped.';

create table stopover.backup_table (
  backup_id   bigint not null references stopover.backup on delete cascade,
  schema_name text not null,
  name        text not null,
  relation    oid not null,
  partitioned boolean not null,
  parts       bigint[] not null,
  copy        text,
  columns     text[] not null,
  generated   text[] not null,
  rows        bigint not null,
  checksum    numeric not null,
  sequences   jsonb not null default '{}',
  restored_into oid,
  primary key (backup_id, schema_name, name)
);
comment on column stopover.backup_table.parts is 'The tables that held the rows, by oid: itself, or its partitions. A dump lists them by these numbers.';
comment on column stopover.backup_table.copy is 'The name of the copy in the snapshot''s schema.';
comment on column stopover.backup_table.checksum is 'The sum of the hashes of all rows as text, over these columns in this order.';
comment on column stopover.backup_table.sequences is 'The last value of each sequence that a column owns.';
comment on column stopover.backup_table.restored_into is 'The table that its rows were last put into, by oid.';

-- Gates, tripwires and monitors. None of these rows is needed to resume a run, and approvals and samples are written
-- while no run is at work, so they hold no epoch unless a run writes them.

create table stopover.approval (
  id           bigint generated always as identity primary key,
  plan         text not null,
  phase        text not null,
  content_hash text not null,
  plan_hash    text not null,
  approved_by  text not null,
  role         text not null default session_user,
  note         text not null default '',
  approved_at  timestamptz not null default clock_timestamp(),
  withdrawn_by text,
  withdrawn_at timestamptz,
  system_identifier text,
  database_oid oid,
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index approval_phase on stopover.approval (plan, phase, id);
comment on column stopover.approval.content_hash is 'SHA-256 of what the phase does: an approval counts for nothing else.';
comment on column stopover.approval.database_oid is 'The database that it was given for; it does not count in a restored copy.';
comment on column stopover.approval.approved_by is 'Who approved, as given by --by; the role is the one that wrote it.';

create table stopover.monitor_sample (
  id         bigint generated always as identity primary key,
  plan       text not null,
  phase      text not null,
  monitor    text not null,
  run_id     bigint references stopover.run,
  value      numeric,
  bound      text not null,
  within     boolean not null,
  error      text,
  sampled_at timestamptz not null default clock_timestamp(),
  check (value is not null or not within)
);
create index monitor_sample_series on stopover.monitor_sample (plan, phase, monitor, id desc);
comment on column stopover.monitor_sample.run_id is 'The run beside which it was taken; null while the phase soaked.';
comment on column stopover.monitor_sample.error is 'Why there is no value; a missing value counts as out of bounds.';

create table stopover.estimate (
  id         bigint generated always as identity primary key,
  plan       text not null,
  phase      text not null,
  source     text not null check (source in ('rehearsal', 'run')),
  took       interval not null,
  learned_at timestamptz not null default clock_timestamp()
);
create index estimate_phase on stopover.estimate (plan, phase, id desc);
comment on table stopover.estimate is 'How long phases took, in rehearsals and in earlier runs; what the overrun of a phase is measured by.';

-- Encryption: the keys of values, each wrapped with a key that is in no database, and how far each column is.

create table stopover.encryption_key (
  plan       text not null references stopover.plan,
  name       text not null,
  id         integer not null check (id > 0),
  wrapped    bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (plan, name)
);
comment on table stopover.encryption_key is 'Kept when what they encrypted is decrypted again, since backups may hold it.';
comment on column stopover.encryption_key.id is 'The number that each value encrypted with it begins with, behind a byte 1.';

create table stopover.encryption (
  plan        text not null references stopover.plan,
  name        text not null,
  phase       text not null,
  state       text not null check (state in ('encrypting', 'encrypted', 'decrypting')),
  encrypted   bigint not null default 0,
  run_id      bigint not null references stopover.run,
  started_at  timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (plan, name)
);
comment on column stopover.encryption.encrypted is 'How many values were encrypted; which ones is seen in the rows themselves.';

-- Sync: what the triggers of a plan leave for the runner. An application's transaction inserts here and waits for nobody.

create table stopover.touched (
  id         bigint generated always as identity primary key,
  plan       text not null,
  transfer   text not null,
  resync     text not null,
  key        jsonb not null,
  sqlstate   text,
  error      text,
  attempts   integer not null default 0,
  touched_at timestamptz not null default clock_timestamp()
);
create index touched_plan on stopover.touched (plan, id);
comment on table stopover.touched is
  'Rows that are to be derived once more: written under a snapshot that may be too old to see their target, or refused by the target.';
comment on column stopover.touched.resync is 'The function of this schema that derives what the key stands for.';
comment on column stopover.touched.key is 'The key of a source row, or what the function takes in its place; null stands for all rows.';
comment on column stopover.touched.sqlstate is 'Why the target refused the row; null when nothing is known to be wrong with it.';

create table stopover.sync_firing (
  plan      text not null,
  relation  text not null,
  direction text not null check (direction in ('forward', 'reverse')),
  fired_at  timestamptz,
  primary key (plan, relation, direction)
);
comment on table stopover.sync_firing is
  'When the application last wrote to a synced table, kept to the minute: who still uses the old schema behind a pooler.';

create function stopover.sync_fired(of_plan text, of_relation text, of_direction text) returns void
  language plpgsql
as $$
begin
  -- A row that somebody else is just writing says the same; and a newer snapshot's row must not end the transaction.
  if current_setting('transaction_isolation') = 'read committed' then
    update stopover.sync_firing f
    set fired_at = clock_timestamp()
    where f.ctid = (
      select s.ctid
      from stopover.sync_firing s
      where s.plan = of_plan
        and s.relation = of_relation
        and s.direction = of_direction
        and (s.fired_at is null or s.fired_at < clock_timestamp() - interval '1 minute')
      for update skip locked);
  end if;
end
$$;
revoke all on function stopover.sync_fired from public;

-- Derives refused rows once more when everything else that the transaction wrote is in place.
create function stopover.sync_again() returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  problem text;
begin
  begin
    execute format('select stopover.%I($1)', new.resync) into problem using new.key;
  exception
    when others then
      if left(sqlstate, 2) not in ('0A', '21', '22', '23', '2F', '38', '39', '42', '44', '54', 'P0') then
        raise;
      end if;
      problem := sqlerrm;
  end;
  if coalesce(problem, '') = '' then
    delete from stopover.touched where id = new.id;
  else
    update stopover.touched
    set attempts = attempts + 1,
        error = problem
    where id = new.id;
  end if;
  return null;
end
$$;
revoke all on function stopover.sync_again from public;

create constraint trigger sync_again
  after insert on stopover.touched
  deferrable initially deferred
  for each row
  when (new.sqlstate is not null)
  execute function stopover.sync_again();

-- Feature flags, bound to phases.

create table stopover.flag (
  name text primary key,
  plan text not null references stopover.plan
);
create index flag_plan on stopover.flag (plan);
comment on table stopover.flag is 'The flags of all plans. Applications ask by name alone, so a name belongs to one plan.';

create table stopover.flag_share (
  flag    text not null references stopover.flag on delete cascade,
  phase   text not null,
  percent numeric(5, 2) not null check (percent between 0 and 100),
  primary key (flag, phase)
);
comment on table stopover.flag_share is 'What a flag says from the completion of a phase on, until a later phase says something else.';

-- A phase that was completed, grew and runs again keeps its flags: what it was completed with is still there. Its
-- fingerprint of after it tells that; it is forgotten when the phase is rolled back.
create function stopover.flag_percent(of_flag text) returns numeric
  language plpgsql stable parallel safe
as $$
begin
  return (
    select s.percent
    from stopover.flag f
    join stopover.flag_share s on s.flag = f.name
    join stopover.phase p on p.plan = f.plan and p.name = s.phase
    where f.name = of_flag
      and (p.state = 'completed'
           or p.state in ('running', 'failed')
              and exists (
                select
                from stopover.fingerprint g
                where g.plan = p.plan
                  and g.phase = p.name
                  and g.moment = 'after'))
    order by p.position desc
    limit 1);
end
$$;
revoke all on function stopover.flag_percent from public;
comment on function stopover.flag_percent is 'For how many of a hundred keys a flag is on now; null when no phase says so.';

-- What applications may ask, whoever they sign in as. These two functions run with the rights of their owner, since the
-- tables are nobody's business; nothing else in this schema can be called or read by everybody. They are written in
-- PL/pgSQL, which keeps its plans for a session: one in SQL is planned anew by each statement that calls it.

create function stopover.phase_state(plan text, phase text) returns text
  language plpgsql stable parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select p.state
    from stopover.phase p
    where p.plan = phase_state.plan
      and p.name = phase_state.phase);
end
$$;
comment on function stopover.phase_state is 'Where a phase stands, for applications: null when the plan was never run here.';

create function stopover.enabled(flag text, key text default null) returns boolean
  language plpgsql stable parallel safe
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  percent numeric := coalesce(stopover.flag_percent(flag), 0);
begin
  return case
    when percent = 100 then true
    when percent = 0 or key is null then false
    else ('x' || left(encode(sha256(convert_to(flag || '/' || key, 'UTF8')), 'hex'), 8))::bit(32)::bigint % 10000
           < percent * 100
  end;
end
$$;
comment on function stopover.enabled is
  'Whether a feature flag is on for a key, which is any text: a user, an account. The same key always gets the same answer, and keeps it when the share grows. Without a key: whether it is on for all.';

grant usage on schema stopover to public;

-- Throttle: why a run holds back just now, beside the events that say when it began to and went on.

alter table stopover.run
  add column throttled text,
  add column throttled_since timestamptz,
  add check ((throttled is null) = (throttled_since is null));
comment on column stopover.run.throttled is 'Why rows wait, or are moved at a slower pace; null when nothing is in the way.';

-- Workers: further processes that lend a run a hand with its transfers. No row is needed for anything but to be shown.

create table stopover.worker (
  id        bigint generated always as identity primary key,
  run_id    bigint not null references stopover.run on delete cascade,
  plan      text not null,
  host      text not null,
  transfer  text,
  chunks    bigint not null default 0,
  rows      bigint not null default 0,
  throttled text,
  joined_at timestamptz not null default clock_timestamp(),
  seen_at   timestamptz not null default clock_timestamp(),
  left_at   timestamptz
);
create index worker_run on stopover.worker (run_id);
comment on column stopover.worker.seen_at is 'Its last sign of life, which it gives every second. One that was killed has no left_at.';
