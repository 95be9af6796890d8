-- As lib/domain/statement.ts writes a value: nothing in it can begin a line of its own.
create function statement_value(p_value text) returns text
language plpgsql immutable as $$
declare
  v_line text := replace(p_value, '\', '\\');
  v_mark text;
begin
  for v_mark in
    select distinct hit[1] from regexp_matches(v_line, '[\u0001-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069\u200E\u200F]', 'g') as hit
  loop
    v_line := replace(v_line, v_mark, '\u{' || to_hex(ascii(v_mark)) || '}');
  end loop;
  return v_line;
end $$;

-- What stands on the first line of that name; null when there is none.
create function statement_says(p_statement text, p_name text) returns text
language sql immutable as $$ select substring(p_statement from '\n' || p_name || ': ([^\n]*)\n') $$;

-- A row says what its statement says, and was signed in the ceremony it names: copied to another run, gate, sign-off, person or decision it doesn't get in.
create function refuse_other_signature() returns trigger
language plpgsql as $$
declare
  v_text text := convert_from(new.statement, 'UTF8');
  v_for text := 'none';
begin
  if new.delegation is not null and new.delegation <> 'null' then
    v_for := format('for %s (%s), delegated until %s (%s)', new.delegation ->> 'fromName', new.delegation ->> 'fromId',
      new.delegation ->> 'until', new.delegation ->> 'id');
  end if;
  if encode(sha256(new.statement), 'hex') is distinct from new.sha256
    or v_text not like E'Gonogo signature statement, version 1\n%'
    or right(statement_says(v_text, 'run'), length(new.run_id) + 3) is distinct from ' (' || new.run_id || ')'
    or right(statement_says(v_text, 'gate'), length(new.gate_key) + 3) is distinct from ' (' || new.gate_key || ')'
    or right(statement_says(v_text, 'sign-off'), length(new.signoff_key) + 3) is distinct from ' (' || new.signoff_key || ')'
    or statement_says(v_text, 'signer') is distinct from statement_value(format('%s (%s)', new.printed_name, new.person_id))
    or statement_says(v_text, 'role') is distinct from statement_value(new.role)
    or statement_says(v_text, 'delegation') is distinct from statement_value(v_for)
    or statement_says(v_text, 'decision') is distinct from new.decision
    or statement_says(v_text, 'comment') is distinct from statement_value(coalesce(new.comment, 'none'))
    or statement_says(v_text, 'scope sha256') is distinct from new.scope_digest
    or statement_says(v_text, 'method') is distinct from new.method
    or statement_says(v_text, 'covers') is distinct from
      (select count(distinct leaf ->> 'key')::text from jsonb_array_elements(new.leaves) leaf)
    or exists (select from jsonb_array_elements(new.leaves) leaf where position(
      format(E'\nitem: %s r%s %s %s ', leaf ->> 'key', leaf ->> 'revision', leaf ->> 'state', leaf ->> 'digest') in v_text) = 0)
    -- Each ceremony is used once, so that a copy under another id is no second signature.
    or not exists (select from ceremony c where c.id = new.ceremony_id and c.run_id = new.run_id and c.signoff_key = new.signoff_key
      and c.person_id = new.person_id and c.statement = new.statement and c.used_at is not null)
  then
    raise exception 'this is not what was signed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger signature_as_signed before insert on signature
  for each row execute function refuse_other_signature();
alter table signature enable always trigger signature_as_signed;

-- The same of an override, which begins as a draft that nobody has confirmed.
create function refuse_other_override() returns trigger
language plpgsql as $$
declare
  v_text text := convert_from(new.statement, 'UTF8');
begin
  if encode(sha256(new.statement), 'hex') is distinct from new.sha256
    or v_text not like E'Gonogo override statement, version 1\n%'
    or right(statement_says(v_text, 'run'), length(new.run_id) + 3) is distinct from ' (' || new.run_id || ')'
    or right(statement_says(v_text, 'gate'), length(new.gate_key) + 3) is distinct from ' (' || new.gate_key || ')'
    or statement_says(v_text, 'asked by') is distinct from
      statement_value(format('%s (%s), as %s', new.asked_by_name, new.asked_by_id, new.asked_as))
    or statement_says(v_text, 'because') is distinct from statement_value(new.reason)
    or statement_says(v_text, 'until') is distinct from iso_time(new.ends_at)
    or statement_says(v_text, 'scope sha256') is distinct from new.scope_digest
    or new.asked_at is not null or new.confirmed_at is not null
  then
    raise exception 'this is not what was drawn up' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger gate_override_as_drawn before insert on gate_override
  for each row execute function refuse_other_override();
alter table gate_override enable always trigger gate_override_as_drawn;

-- What an approval was given under stays under it: only its owner's word that it is met is written.
do $$
begin
  if exists (select from pg_roles where rolname = 'gonogo_app') and current_user <> 'gonogo_app' then
    revoke update, delete on condition from gonogo_app;
    grant update (done_at, done_by_id) on condition to gonogo_app;
    grant execute on function statement_value(text), statement_says(text, text) to gonogo_app;
  end if;
end $$;
