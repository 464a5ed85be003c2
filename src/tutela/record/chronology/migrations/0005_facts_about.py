"""The question that every page asks a dozen times, planned once a connection: to plan it over the months' tables took longer than to answer it."""

from django.db import migrations

# Which entries first, then each by its key in its own partition: the planner, left to itself, reads every partition to join them.
_FACTS = """
        SELECT e.line FROM (SELECT DISTINCT a.entry, a.recorded_at FROM chronology_entryabout a WHERE a.ref = ANY(refs){of_types}) a,
        LATERAL (SELECT e.line FROM chronology_entry e WHERE e.id = a.entry AND e.recorded_at = a.recorded_at AND NOT e.noticed OFFSET 0) e
        ORDER BY a.entry;
"""
_FUNCTION = f"""
CREATE FUNCTION chronology_facts_about(refs varchar[], types varchar[]) RETURNS SETOF bytea
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF types IS NULL THEN
        RETURN QUERY {_FACTS.format(of_types="")}
    ELSE
        RETURN QUERY {_FACTS.format(of_types=" AND a.type = ANY(types)")}
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('chronology', '0004_there_by_time'),
    ]

    operations = [
        migrations.RunSQL(_FUNCTION, 'DROP FUNCTION chronology_facts_about(varchar[], varchar[]);'),
    ]
