"""Keeps hub_circles_pageaudience right for every page, in the database, whoever writes.

The nearest gate above a page wins. Order of locks: gate changes lock the page rows first and the advisory key second;
page changes share the advisory key. The other order deadlocks with treebeard's own updates.
"""

from django.db import migrations

FORWARDS = """
create function hub_circles_circle_of(p text) returns bigint language sql stable as $$
  select g.circle_id from hub_circles_pagegate g join wagtailcore_page a on a.id = g.page_id
  where a.path in (select left(p, n) from generate_series(4, length(p), 4) n)
  order by length(a.path) desc limit 1 $$;

create function hub_circles_page_written() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.path = old.path then
    return null;
  end if;
  perform pg_advisory_xact_lock_shared(7420001);
  insert into hub_circles_pageaudience (page_id, circle_id) values (new.id, hub_circles_circle_of(new.path))
    on conflict (page_id) do update set circle_id = excluded.circle_id;
  return null;
end $$;

create trigger hub_circles_page_written after insert or update on wagtailcore_page
  for each row execute function hub_circles_page_written();

create function hub_circles_gate_written() returns trigger language plpgsql as $$
declare
  target bigint;
  base text;
begin
  foreach target in array (
    case tg_op when 'INSERT' then array[new.page_id]
               when 'DELETE' then array[old.page_id]
               else array[old.page_id, new.page_id] end)
  loop
    select path into base from wagtailcore_page where id = target;
    continue when base is null;
    perform 1 from wagtailcore_page where path like base || '%' order by id for update;
    perform pg_advisory_xact_lock(7420001);
    insert into hub_circles_pageaudience (page_id, circle_id)
      select id, hub_circles_circle_of(path) from wagtailcore_page where path like base || '%'
      on conflict (page_id) do update set circle_id = excluded.circle_id;
  end loop;
  return null;
end $$;

create trigger hub_circles_gate_written after insert or update or delete on hub_circles_pagegate
  for each row execute function hub_circles_gate_written();

insert into hub_circles_pageaudience (page_id, circle_id)
  select id, hub_circles_circle_of(path) from wagtailcore_page
  on conflict (page_id) do update set circle_id = excluded.circle_id;
"""

BACKWARDS = """
drop trigger hub_circles_gate_written on hub_circles_pagegate;
drop function hub_circles_gate_written();
drop trigger hub_circles_page_written on wagtailcore_page;
drop function hub_circles_page_written();
drop function hub_circles_circle_of(text);
delete from hub_circles_pageaudience;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("hub_circles", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
