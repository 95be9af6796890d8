-- True for whom nothing can be handed to, else null: the same as lib/domain/takes-part.ts; a test compares the two.
create or replace function is_idle(p_roles text[], p_here timestamptz, p_anywhere timestamptz) returns boolean
language sql immutable as $$
  select case when p_here is not null or p_anywhere is not null or coalesce(p_roles, '{}') = '{}'
    or 'auditor' = any(p_roles) then true end
$$;
